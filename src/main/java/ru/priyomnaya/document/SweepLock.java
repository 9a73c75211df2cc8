package ru.priyomnaya.document;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.JdbcTemplate;

/** No document is swept while somebody copies them all. Held until the end of the transaction. */
public final class SweepLock {
    private static final long LOCK = 20261124;

    private SweepLock() {}

    /** Waits for a sweep that is under way. */
    public static void keepAll(Connection connection) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock_shared(?)")) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }

    /** False while somebody copies, or another gateway sweeps. */
    static boolean take(JdbcTemplate jdbc) {
        return Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
    }
}
