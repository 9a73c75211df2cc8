package ru.priyomnaya.concern;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds by one query with {@code :before} and {@code :most}, an index for it, and the columns name, since, state, link, why.
 *
 * @param states says a state for people
 * @param patience how long a thing may stay
 */
public record StuckQuery(
        ConcernKind kind,
        String what,
        UnaryOperator<String> states,
        JdbcClient jdbc,
        Clock clock,
        Duration patience,
        String sql)
        implements StuckFinder {
    @Override
    public List<Stuck> find() {
        return jdbc.sql(sql)
                .param("before", OffsetDateTime.now(clock).minus(patience))
                .param("most", MOST)
                .query((row, n) -> new Stuck(
                        row.getString("name"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        states.apply(row.getString("state")),
                        row.getString("link"),
                        row.getString("why")))
                .list();
    }
}
