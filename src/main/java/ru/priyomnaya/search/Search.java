package ru.priyomnaya.search;

import java.time.Clock;
import java.time.LocalDate;
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

    private static final Pattern ESTIMATE = Pattern.compile("rows=(\\d+)");
    private static final int LEVELS = 5;
    private static final int RESERVE = 2;
    /** When the statistics say so many times more than are counted, there are more: they do not know which words go together. */
    private static final double SURELY = 5;
    /** How often one word stands they know within a few of a hundred. */
    private static final double SURELY_OF_A_WORD = 1.5;

    private final QueryReader reader;
    private final PlannedAnew planned;
    private final Clock clock;
    private volatile @Nullable Age age;

    /** How many days the register goes back. */
    private record Age(LocalDate on, long days) {}

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

        private String matching() {
            var words = " where f.words @@ cast(:words as tsquery)";
            return sql.isEmpty()
                    ? " appeal_words f" + words
                    : " appeal_words f join appeal a on a.id = f.appeal_id" + words + " and (" + sql + ")";
        }

        /** By the table that conditions narrow: then its index may be walked. */
        private String newestFirst() {
            return " order by %1$s.registered_at desc, %1$s.number_seq desc limit :most"
                    .formatted(sql.isEmpty() ? "f" : "a");
        }

        private boolean isAnything() {
            return sql.isEmpty() && channel.isEmpty();
        }

        /** Where days are named the newest blocks are the wrong place to look. */
        boolean namesDays() {
            return sql.contains("a.registered_at");
        }
    }

    /**
     * The newest that match, newest first. Only the newest blocks of days are read, as many as it takes: the time grows with
     * {@code wanted} and {@code counted}, not with the register.
     *
     * @param counted how far finds are counted
     */
    public Newest newest(Question question, Within within, int wanted, int counted) {
        if (question.isEmpty()) {
            return new Newest(List.of(), 0);
        }
        var estimate = estimate(question, within);
        var more = isMore(estimate, question, within, counted);
        if (within.namesDays()) {
            var found = found(question.condition(), within, more ? wanted : Math.max(wanted, counted + 1));
            return more && found.size() >= wanted ? new Newest(found, counted + 1) : newest(found, wanted, counted);
        }
        var first = firstLevel(estimate, wanted);
        for (int level = first; level < LEVELS; level++) {
            var found = found(inBlocks(question, level), within, wanted);
            if (found.size() >= wanted) {
                // Much further back than expected are words that avoid each other: there may be fewer than was thought.
                var total = more && level <= first + 1 ? counted + 1 : count(question, within, counted + 1);
                return new Newest(found, total);
            }
        }
        return newest(found(question.condition(), within, Math.max(wanted, counted + 1)), wanted, counted);
    }

    private static Newest newest(List<UUID> found, int wanted, int counted) {
        return new Newest(found.subList(0, Math.min(wanted, found.size())), Math.min(found.size(), counted + 1));
    }

    private String inBlocks(Question question, int level) {
        return "(" + question.condition() + ") & " + newestBlocks(level);
    }

    /** Whether there are certainly more than {@code counted}: then nobody has to count. */
    public boolean isMore(Question question, Within within, int counted) {
        return !question.isEmpty() && isMore(estimate(question, within), question, within, counted);
    }

    private static boolean isMore(long estimate, Question question, Within within, int counted) {
        var ofOneWord = question.isOneWord() && within.isAnything();
        return estimate > (ofOneWord ? SURELY_OF_A_WORD : SURELY) * counted;
    }

    /** In no order: the first that are met will do. */
    private int count(Question question, Within within, int most) {
        return planned.jdbc()
                .sql("select count(*) from (select 1 from" + within.matching() + " limit :most) counted")
                .params(within.parameters())
                .param("words", within.with(question.condition()))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    private List<UUID> found(String condition, Within within, int most) {
        return planned.jdbc()
                .sql("select f.appeal_id from" + within.matching() + within.newestFirst())
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
        var plan = planned.jdbc()
                .sql("explain select 1 from" + within.matching())
                .params(within.parameters())
                .param("words", within.with(question.condition()))
                .query(String.class)
                .list();
        var rows = ESTIMATE.matcher(plan.get(0));
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    /** Asked once a day: it only says where to begin. */
    private long daysOfRegister() {
        var today = LocalDate.now(clock);
        var known = age;
        if (known == null || !known.on().equals(today)) {
            known = new Age(
                    today,
                    planned.jdbc()
                            .sql("select registered_at from appeal order by registered_at, number_seq limit 1")
                            .query(OffsetDateTime.class)
                            .optional()
                            .map(first -> ChronoUnit.DAYS.between(first, OffsetDateTime.now(clock)))
                            .orElse(0L));
            age = known;
        }
        return known.days();
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
