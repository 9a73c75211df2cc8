package ru.priyomnaya.search;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds appeals. What it finds is as fresh as the index: a second or so behind the register. */
@Service
public class Search {
    /** For a statement over {@code appeal a}; its parameter {@code words} is {@link Question#condition}. */
    public static final String CONDITION =
            "a.id in (select f.appeal_id from appeal_words f where f.words @@ cast(:words as tsquery))";

    private static final String JOINED =
            " appeal_words f join appeal a on a.id = f.appeal_id where f.words @@ cast(:words as tsquery) and (";
    private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");
    private static final int LEVELS = 5;
    private static final int RESERVE = 2;
    /** When the statistics say so many times more than are counted, there are more. */
    private static final int CERTAINLY = 5;

    private final QueryReader reader;
    private final PlannedAnew planned;
    private final Clock clock;

    Search(QueryReader reader, PlannedAnew planned, Clock clock) {
        this.reader = reader;
        this.planned = planned;
        this.clock = clock;
    }

    /**
     * @param query what was typed; empty for none
     * @param exact do not replace words by likely ones
     */
    public Optional<Question> understand(@Nullable String query, boolean exact) {
        return query == null || query.isBlank() ? Optional.empty() : Optional.of(reader.understand(query, exact));
    }

    /**
     * The newest finds.
     *
     * @param total exact up to what was asked; then one more
     */
    public record Newest(List<UUID> appeals, int total) {}

    /**
     * What else appeals have to fit.
     *
     * @param sql over {@code appeal a}; empty for nothing
     * @param channel the name of the channel: it never changes, so it stands in the index; empty for any
     */
    public record Within(String sql, Map<String, Object> parameters, String channel) {
        /** The condition as the index is asked. */
        private String with(String condition) {
            return channel.isEmpty() ? condition : "(%s) & '~c:%s'".formatted(condition, channel);
        }

        /** Where days are named the newest blocks are the wrong place to look. */
        boolean namesDays() {
            return sql.contains("a.registered_at");
        }
    }

    /**
     * The newest that match, newest first. For a frequent word only the newest blocks of days are read, as many as it takes: the
     * time grows with {@code wanted}, not with the register.
     *
     * @param counted how far finds are counted
     */
    public Newest newest(Question question, Within within, int wanted, int counted) {
        if (question.isEmpty()) {
            return new Newest(List.of(), 0);
        }
        var estimate = estimate(question, within);
        if (within.namesDays()) {
            var certain = estimate > (long) CERTAINLY * counted;
            var found = found(question.condition(), within, certain ? wanted : Math.max(wanted, counted + 1));
            var total = certain && found.size() >= wanted ? counted + 1 : Math.min(found.size(), counted + 1);
            return new Newest(found.subList(0, Math.min(wanted, found.size())), total);
        }
        if (estimate > (long) CERTAINLY * counted) {
            var level = firstLevel(estimate, wanted);
            for (int tried = level; tried < LEVELS && tried < level + 2; tried++) {
                var found = found(inBlocks(question, tried), within, wanted);
                if (found.size() >= wanted) {
                    return new Newest(found, counted + 1);
                }
            }
            // Words that avoid each other: there are fewer than was thought.
        }
        var most = Math.max(wanted, counted + 1);
        var found = widening(question, within, firstLevel(estimate, most), most);
        return new Newest(found.subList(0, Math.min(wanted, found.size())), Math.min(found.size(), counted + 1));
    }

    private List<UUID> widening(Question question, Within within, int firstLevel, int most) {
        for (int level = firstLevel; level < LEVELS; level++) {
            var found = found(inBlocks(question, level), within, most);
            if (found.size() >= most) {
                return found;
            }
        }
        return found(question.condition(), within, most);
    }

    private String inBlocks(Question question, int level) {
        return "(" + question.condition() + ") & " + newestBlocks(level);
    }

    /** Whether there are certainly more than {@code counted}: then nobody has to count. */
    public boolean isMore(Question question, Within within, int counted) {
        return !question.isEmpty() && estimate(question, within) > (long) CERTAINLY * counted;
    }

    private List<UUID> found(String condition, Within within, int most) {
        var sql = within.sql().isEmpty()
                ? "select appeal_id from appeal_words where words @@ cast(:words as tsquery)"
                        + " order by registered_at desc, number_seq desc limit :most"
                : "select a.id from" + JOINED + within.sql()
                        + ") order by a.registered_at desc, a.number_seq desc limit :most";
        return planned.jdbc()
                .sql(sql)
                .params(within.parameters())
                .param("words", within.with(condition))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Those blocks of days that probably hold enough, if appeals and words are spread evenly. */
    private int firstLevel(long matches, int most) {
        if (matches <= (long) RESERVE * most) {
            return LEVELS;
        }
        var days = (double) RESERVE * most / matches * daysOfRegister();
        var level = 0;
        while (level < LEVELS && days(level) < days) {
            level++;
        }
        return level;
    }

    private long estimate(Question question, Within within) {
        var sql = within.sql().isEmpty()
                ? "explain select 1 from appeal_words where words @@ cast(:words as tsquery)"
                : "explain select 1 from" + JOINED + within.sql() + ")";
        var plan = planned.jdbc()
                .sql(sql)
                .params(within.parameters())
                .param("words", within.with(question.condition()))
                .query(String.class)
                .list();
        var rows = ESTIMATE.matcher(plan.get(0));
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    private long daysOfRegister() {
        return planned.jdbc()
                .sql("select registered_at from appeal order by registered_at, number_seq limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(first -> ChronoUnit.DAYS.between(first, OffsetDateTime.now(clock)))
                .orElse(0L);
    }

    private static long days(int level) {
        return 2L << (2 * level);
    }

    /** As {@code search_blocks} of the database counts; one ahead, for the clocks of two machines differ. */
    private String newestBlocks(int level) {
        var block =
                clock.instant().getEpochSecond() / ChronoUnit.DAYS.getDuration().toSeconds() / days(level);
        return "('~%1$d:%2$d' | '~%1$d:%3$d' | '~%1$d:%4$d')".formatted(level, block + 1, block, block - 1);
    }
}
