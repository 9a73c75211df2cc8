package ru.priyomnaya.routing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What route files held, who changed them, and how it went. */
@Repository
public class RouteVersions {
    private static final String COLUMNS = "id, file, yaml, author, comment, at, state, problem";
    private static final int MOST = 50;
    private static final int LONGEST_PROBLEM = 2000;
    private static final RowMapper<Version> VERSION = (row, n) -> new Version(
            row.getLong("id"),
            row.getString("file"),
            row.getString("yaml"),
            row.getString("author"),
            row.getString("comment"),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            State.valueOf(row.getString("state")),
            row.getString("problem"));

    private final JdbcClient jdbc;
    private final Clock clock;

    RouteVersions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How it went. */
    public enum State {
        RUNNING("работает"),
        PROPOSED("ждёт подтверждения"),
        CONFIRMED("подтверждена"),
        REJECTED("отклонена"),
        RETIRED("заменена"),
        REFUSED("не принята"),
        ROLLED_BACK("снята из-за сбоев"),
        REMOVED("файл убран");

        private final String inRussian;

        State(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    /**
     * @param author user name; null when the file itself was changed
     * @param problem why it was refused or taken back
     */
    public record Version(
            long id,
            String file,
            String yaml,
            @Nullable String author,
            @Nullable String comment,
            Instant at,
            State state,
            @Nullable String problem) {}

    /** The newest first, at most 50. */
    public List<Version> of(String file) {
        return jdbc.sql("select " + COLUMNS + " from route_version where file = :file order by id desc limit :most")
                .param("file", file)
                .param("most", MOST)
                .query(VERSION)
                .list();
    }

    public Optional<Version> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from route_version where id = :id")
                .param("id", id)
                .query(VERSION)
                .optional();
    }

    Optional<Version> running(String file) {
        return jdbc.sql("select " + COLUMNS
                        + " from route_version where file = :file and state = 'RUNNING' order by id desc limit 1")
                .param("file", file)
                .query(VERSION)
                .optional();
    }

    /** Notes what was tried; one that runs retires the one before. */
    void note(
            String file,
            String yaml,
            @Nullable String author,
            @Nullable String comment,
            State state,
            @Nullable String problem) {
        if (state == State.RUNNING) {
            retire(file, State.RETIRED, null);
        }
        jdbc.sql("""
                        insert into route_version (file, yaml, author, comment, at, state, problem)
                        values (:file, :yaml, :author, :comment, :now, :state, :problem)
                        """)
                .param("file", file)
                .param("yaml", yaml)
                .param("author", author)
                .param("comment", comment)
                .param("now", OffsetDateTime.now(clock))
                .param("state", state.name())
                .param("problem", shortened(problem))
                .update();
    }

    /** Whether the very text waits for a second person. */
    boolean isProposed(String file, String yaml) {
        return of(file).stream()
                .anyMatch(version ->
                        version.state() == State.PROPOSED && version.yaml().equals(yaml));
    }

    /** A proposal has come to its end. */
    void settle(long id, State state) {
        jdbc.sql("update route_version set state = :state where id = :id and state = 'PROPOSED'")
                .param("state", state.name())
                .param("id", id)
                .update();
    }

    void retire(String file, State state, @Nullable String problem) {
        jdbc.sql("""
                        update route_version set state = :state, problem = coalesce(:problem, problem) where file = :file and state = 'RUNNING'
                        """)
                .param("state", state.name())
                .param("problem", shortened(problem))
                .param("file", file)
                .update();
    }

    private static @Nullable String shortened(@Nullable String problem) {
        return problem == null || problem.length() <= LONGEST_PROBLEM ? problem : problem.substring(0, LONGEST_PROBLEM);
    }
}
