package ru.priyomnaya.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.answer.Presence;

/** What is different for each who looks at the same line: what they have not read, and who is there now. */
@Repository
class RowMarks {
    private final JdbcClient jdbc;
    private final Presence presence;

    RowMarks(JdbcClient jdbc, Presence presence) {
        this.jdbc = jdbc;
        this.presence = presence;
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
        var ids = rows.stream().map(RegisterRow::id).toList();
        var here = presence.at(ids);
        jdbc.sql("""
                        select a.id,
                          coalesce((select max(j.at) from journal_entry j
                              where j.appeal_id = a.id and j.event <> 'APPEAL_READ' and j.actor <> :me), '-infinity')
                            > coalesce((select max(j.at) from journal_entry j
                              where j.appeal_id = a.id and j.event = 'APPEAL_READ' and j.actor = :me), '-infinity')
                        from appeal a where a.id in (:ids)
                        """).param("me", desk.username()).param("ids", ids).query(row -> {
            var id = row.getObject(1, UUID.class);
            marks.put(id, new Mark(row.getBoolean(2), here.get(id)));
        });
        return marks;
    }
}
