package ru.priyomnaya.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is different for each who looks at the same line: what they have not read, and who is there now. */
@Repository
class RowMarks {
    private static final Duration HERE = Duration.ofSeconds(40);

    private final JdbcClient jdbc;
    private final Clock clock;

    RowMarks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param unread somebody else or the program has done something since the person opened the card
     * @param here who has it open now, «Иванова А., Кузнецов П.»; null when nobody
     */
    record Mark(boolean unread, @Nullable String here) {}

    Map<UUID, Mark> of(List<RegisterRow> rows, Desk desk) {
        var marks = new LinkedHashMap<UUID, Mark>();
        if (rows.isEmpty()) {
            return marks;
        }
        jdbc.sql("""
                        select a.id,
                          coalesce((select max(j.at) from journal_entry j
                              where j.appeal_id = a.id and j.event <> 'APPEAL_READ' and j.actor <> :me), '-infinity')
                            > coalesce((select max(j.at) from journal_entry j
                              where j.appeal_id = a.id and j.event = 'APPEAL_READ' and j.actor = :me), '-infinity'),
                          (select string_agg(p.last_name || coalesce(' ' || left(p.first_name, 1) || '.', ''), ', ' order by p.last_name)
                            from answer_presence h join person p on p.id = h.person_id
                            where h.appeal_id = a.id and h.person_id <> :person and h.seen_at > :since)
                        from appeal a where a.id in (:ids)
                        """)
                .param("me", desk.username())
                .param("person", desk.person())
                .param("since", OffsetDateTime.ofInstant(clock.instant().minus(HERE), ZoneOffset.UTC))
                .param("ids", rows.stream().map(RegisterRow::id).toList())
                .query(row -> {
                    marks.put(row.getObject(1, UUID.class), new Mark(row.getBoolean(2), row.getString(3)));
                });
        return marks;
    }
}
