package ru.priyomnaya.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.report.Figures.Day;
import ru.priyomnaya.report.Figures.OfTopic;
import ru.priyomnaya.report.RegistrationJournal.Period;

/** Gathers the rows of {@link Tallies} into figures. */
class Tally {
    private final Map<LocalDate, EnumMap<Channel, Long>> days = new TreeMap<>();
    private final Map<Optional<UUID>, EnumMap<Outcome, Long>> topics = new HashMap<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final TreeMap<Integer, Long> answered = new TreeMap<>();

    void add(ResultSet row) throws SQLException {
        var count = row.getLong("appeals");
        switch (row.getString("about")) {
            case "DAY" ->
                days.computeIfAbsent(row.getObject("day", LocalDate.class), day -> new EnumMap<>(Channel.class))
                        .put(Channel.valueOf(row.getString("channel")), count);
            case "TOPIC" -> {
                var id = Optional.ofNullable(row.getObject("topic_id", UUID.class));
                if (id.isPresent()) {
                    names.put(id.get(), row.getString("name"));
                }
                topics.computeIfAbsent(id, topic -> new EnumMap<>(Outcome.class))
                        .put(Outcome.valueOf(row.getString("outcome")), count);
            }
            default -> {
                var took = row.getObject("took", Integer.class);
                if (took != null) {
                    answered.merge(Math.max(took, 0), count, Long::sum);
                }
            }
        }
    }

    Figures figures(Period period, @Nullable UUID department) {
        var byDay = days.entrySet().stream()
                .map(day -> new Day(day.getKey(), sum(day.getValue()), day.getValue()))
                .toList();
        var byTopic =
                topics.entrySet().stream().map(this::ofTopic).sorted(MOST_FIRST).toList();
        return new Figures(
                period.from(),
                period.until(),
                department,
                byDay.stream().mapToLong(Day::total).sum(),
                median(),
                byDay,
                times(),
                outcomes(),
                byTopic);
    }

    private static final Comparator<OfTopic> MOST_FIRST = Comparator.comparingLong(OfTopic::total)
            .reversed()
            .thenComparing(OfTopic::name, Comparator.nullsLast(Comparator.naturalOrder()));

    private OfTopic ofTopic(Map.Entry<Optional<UUID>, EnumMap<Outcome, Long>> topic) {
        var id = topic.getKey().orElse(null);
        return new OfTopic(id, id == null ? null : names.get(id), sum(topic.getValue()), topic.getValue());
    }

    private @Nullable Integer median() {
        var half = (sum(answered) + 1) / 2;
        for (var step : answered.entrySet()) {
            half -= step.getValue();
            if (half <= 0) {
                return step.getKey();
            }
        }
        return null;
    }

    private Map<AnswerTime, Long> times() {
        var times = new EnumMap<AnswerTime, Long>(AnswerTime.class);
        List.of(AnswerTime.values()).forEach(time -> times.put(time, 0L));
        answered.forEach((took, count) -> times.merge(AnswerTime.of(took), count, Long::sum));
        return times;
    }

    private Map<Outcome, Long> outcomes() {
        var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
        List.of(Outcome.values()).forEach(outcome -> outcomes.put(outcome, 0L));
        topics.values().forEach(topic -> topic.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum)));
        return outcomes;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
