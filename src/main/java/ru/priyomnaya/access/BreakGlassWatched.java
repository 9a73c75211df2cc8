package ru.priyomnaya.access;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Watched;

/** The account that should not be needed has been used: told at once and anew at each use, for a day. */
@Component
class BreakGlassWatched implements Watched {
    private static final Duration TOLD_FOR = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    BreakGlassWatched(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String watches() {
        return "Аварийный вход";
    }

    @Override
    public List<Concern> concerns() {
        return jdbc
                .sql("select break_glass_used_at from person where break_glass_used_at > :since")
                .param("since", OffsetDateTime.now(clock).minus(TOLD_FOR))
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(used -> new Concern(
                        ConcernKind.BREAK_GLASS,
                        "account",
                        "Вошли под аварийной учётной записью. Если это были не вы, закончите её сеансы и смените пароль: «Сотрудники»",
                        String.valueOf(used.toEpochSecond())))
                .toList();
    }
}
