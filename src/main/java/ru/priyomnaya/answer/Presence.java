package ru.priyomnaya.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;

/** Who else looks at a card now. A courtesy: what keeps texts whole is the version of the answer. */
@Service
public class Presence {
    private static final Duration HERE = Duration.ofSeconds(40);

    private final JdbcClient jdbc;
    private final Clock clock;

    Presence(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param writes has begun to change the answer's text */
    public record Other(String name, boolean writes) {}

    /** Notes that the person is here, and says who else is. */
    @PreAuthorize("isAuthenticated()")
    @Transactional
    public List<Other> here(UUID appealId, boolean writes) {
        var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql("""
                        insert into answer_presence (appeal_id, person_id, seen_at, writes)
                        select id, :person, :at, :writes from appeal where id = :appeal
                        on conflict (appeal_id, person_id) do update set seen_at = excluded.seen_at, writes = excluded.writes
                        """)
                .param("appeal", appealId)
                .param("person", CurrentPerson.get().id())
                .param("at", now)
                .param("writes", writes)
                .update();
        return jdbc.sql("""
                        select p.last_name || coalesce(' ' || p.first_name, '') as name, h.writes
                        from answer_presence h join person p on p.id = h.person_id
                        where h.appeal_id = :appeal and h.person_id <> :me and h.seen_at > :since order by name
                        """)
                .param("appeal", appealId)
                .param("me", CurrentPerson.get().id())
                .param("since", now.minus(HERE))
                .query((row, n) -> new Other(row.getString(1), row.getBoolean(2)))
                .list();
    }

    /** Who else has these cards open, «Иванова А., Кузнецов П.»; nothing for a card that nobody has. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public Map<UUID, String> at(Collection<UUID> appealIds) {
        var here = new HashMap<UUID, String>();
        if (!appealIds.isEmpty()) {
            jdbc.sql("""
                            select h.appeal_id,
                              string_agg(p.last_name || coalesce(' ' || left(p.first_name, 1) || '.', ''), ', ' order by p.last_name)
                            from answer_presence h join person p on p.id = h.person_id
                            where h.appeal_id in (:ids) and h.person_id <> :me and h.seen_at > :since group by h.appeal_id
                            """)
                    .param("ids", appealIds)
                    .param("me", CurrentPerson.get().id())
                    .param("since", OffsetDateTime.now(clock).minus(HERE))
                    .query(row -> {
                        here.put(row.getObject(1, UUID.class), row.getString(2));
                    });
        }
        return here;
    }
}
