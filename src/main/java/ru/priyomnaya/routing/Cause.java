package ru.priyomnaya.routing;

import java.sql.SQLException;

/** What went wrong, in words that may stand in a log and in a channel's pulse. */
public final class Cause {
    private Cause() {}

    /**
     * The innermost cause: «Connection refused» rather than what wrapped it.
     *
     * @return its type and its words; of a database only the SQLState, for its words may quote the row that it refused
     */
    public static String of(Throwable problem) {
        var root = innermost(problem);
        return root.getClass().getSimpleName() + ": "
                + (root instanceof SQLException sql ? "SQLState " + sql.getSQLState() : root.getMessage());
    }

    public static Throwable innermost(Throwable problem) {
        var root = problem;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
