package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.concern.Watched;

/** Many letters that come back at once say that something is wrong with ours. */
@Component
class BouncesWatched implements Watched {
    private final JdbcClient jdbc;
    private final ConcernLimits limits;
    private final Clock clock;

    BouncesWatched(JdbcClient jdbc, ConcernLimits limits, Clock clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public String watches() {
        return "Возвраты писем";
    }

    @Override
    public List<Concern> concerns() {
        var returned = jdbc.sql("""
                        select count(*) from delivery
                        where state in ('BOUNCED', 'REFUSED') and channel = 'EMAIL' and created_at > :since
                        """)
                .param("since", OffsetDateTime.now(clock).minusDays(1))
                .query(Integer.class)
                .single();
        return returned < limits.bounces()
                ? List.of()
                : List.of(new Concern(
                        ConcernKind.BOUNCES,
                        "email",
                        "За сутки вернулось писем: %d и больше. Причины — на странице «Отправка»"
                                .formatted(limits.bounces())));
    }
}
