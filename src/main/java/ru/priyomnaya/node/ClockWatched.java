package ru.priyomnaya.node;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import ru.priyomnaya.concern.Concern;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.Watched;

/** This machine's clock against the database's. */
@Component
class ClockWatched implements Watched {
    private static final Duration MOST = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    ClockWatched(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String watches() {
        return "Часы";
    }

    @Override
    public boolean ofThisNode() {
        return true;
    }

    @Override
    public List<Concern> concerns() {
        var theirs = jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        return Duration.between(theirs, clock.instant()).abs().compareTo(MOST) < 0
                ? List.of()
                : List.of(new Concern(
                        ConcernKind.CLOCK,
                        "database",
                        "Часы этого компьютера и базы данных расходятся больше чем на %d с: проверьте службу времени"
                                .formatted(MOST.toSeconds())));
    }
}
