package ru.priyomnaya.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.appeal.ServiceForm;
import ru.priyomnaya.disclosure.Cells.Came;
import ru.priyomnaya.disclosure.Cells.Ended;
import ru.priyomnaya.disclosure.Part.Late;
import ru.priyomnaya.disclosure.Part.Marks;
import ru.priyomnaya.disclosure.Part.OfExecutor;
import ru.priyomnaya.disclosure.Part.OfReason;
import ru.priyomnaya.disclosure.Part.OfTopic;
import ru.priyomnaya.disclosure.Part.Ways;
import ru.priyomnaya.rating.Rating;

/**
 * Adds cells up to the figures of one part.
 *
 * @param topics their names, and {@code people} their short names
 */
record Folding(Cells cells, Span span, Map<UUID, String> topics, Map<UUID, String> people) {
    private static final int BEST = 5;

    /** Of everything. */
    Part whole() {
        return part(null, null, null, department -> true);
    }

    /** @param department null: what belongs to none */
    Part of(@Nullable UUID department, String name, @Nullable String head) {
        return part(department, name, head, one -> Objects.equals(one, department));
    }

    /** Whether anything belongs to no department. */
    boolean hasHomeless() {
        return cells.came().stream().anyMatch(cell -> cell.department() == null)
                || cells.cameBefore().stream().anyMatch(cell -> cell.department() == null);
    }

    private Part part(
            @Nullable UUID department, @Nullable String name, @Nullable String head, Predicate<@Nullable UUID> own) {
        var now = cells.came().stream().filter(c -> own.test(c.department())).toList();
        var before = cells.cameBefore().stream()
                .filter(c -> own.test(c.department()))
                .toList();
        var ended = cells.ended().stream().filter(c -> own.test(c.department())).toList();
        var channels = all(Channel.class, counted(now, before, Came::channel));
        return new Part(
                department,
                name,
                head,
                Counted.of(sum(now), sum(before)),
                all(AppealKind.class, counted(now, before, Came::kind)),
                topics(counted(now, before, cell -> Optional.ofNullable(cell.topic()))),
                forms(channels),
                channels,
                outcomes(ended),
                ways(ended),
                grounds(ended),
                count(ended, Ended::extended),
                now.stream().mapToLong(Came::repeated).sum(),
                now.stream().mapToLong(Came::collective).sum(),
                late(ended.stream().filter(Ended::isLate).toList()),
                served(own),
                marks(own));
    }

    private static long sum(List<Came> cells) {
        return cells.stream().mapToLong(Came::count).sum();
    }

    private static <K> Map<K, Counted> counted(List<Came> now, List<Came> before, Function<Came, K> key) {
        var counted = new HashMap<K, Counted>();
        now.forEach(cell -> counted.merge(key.apply(cell), Counted.of(cell.count(), 0), Counted::and));
        before.forEach(cell -> counted.merge(key.apply(cell), Counted.of(0, cell.count()), Counted::and));
        return counted;
    }

    private static <K extends Enum<K>> Map<K, Counted> all(Class<K> type, Map<K, Counted> counted) {
        var all = new EnumMap<K, Counted>(type);
        Arrays.stream(type.getEnumConstants()).forEach(key -> all.put(key, counted.getOrDefault(key, Counted.NONE)));
        return all;
    }

    private static Map<ServiceForm, Counted> forms(Map<Channel, Counted> channels) {
        var forms = new EnumMap<ServiceForm, Counted>(ServiceForm.class);
        for (var form : ServiceForm.values()) {
            forms.put(
                    form,
                    form.channels().stream()
                            .map(channel -> channels.getOrDefault(channel, Counted.NONE))
                            .reduce(Counted.NONE, Counted::and));
        }
        return forms;
    }

    private List<OfTopic> topics(Map<Optional<UUID>, Counted> counted) {
        return counted.entrySet().stream()
                .map(topic -> new OfTopic(
                        topic.getKey().orElse(null),
                        topic.getKey().map(topics::get).orElse(null),
                        topic.getValue()))
                .sorted(Comparator.comparingLong(
                                (OfTopic topic) -> topic.counted().count())
                        .reversed()
                        .thenComparing(OfTopic::name, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static Map<Outcome, Long> outcomes(List<Ended> ended) {
        var outcomes = new EnumMap<Outcome, Long>(Outcome.class);
        Arrays.stream(Outcome.values()).forEach(outcome -> outcomes.put(outcome, 0L));
        ended.forEach(cell -> outcomes.merge(cell.outcome(), cell.count(), Long::sum));
        return outcomes;
    }

    private static Ways ways(List<Ended> ended) {
        return new Ways(
                count(ended, cell -> cell.ended() == AppealStatus.DECLINED),
                count(ended, cell -> cell.ended() == AppealStatus.REDIRECTED),
                count(ended, cell -> cell.ended() == AppealStatus.WITHDRAWN),
                count(ended, cell -> cell.ended() == AppealStatus.LINKED));
    }

    private static Map<Ground, Long> grounds(List<Ended> ended) {
        var grounds = new EnumMap<Ground, Long>(Ground.class);
        for (var ground : Ground.values()) {
            grounds.put(ground, count(ended, cell -> cell.ground() == ground));
        }
        return grounds;
    }

    private static long count(List<Ended> cells, Predicate<Ended> which) {
        return cells.stream().filter(which).mapToLong(Ended::count).sum();
    }

    private Late late(List<Ended> late) {
        var reasons = new EnumMap<LatenessReason, OfReason>(LatenessReason.class);
        for (var reason : LatenessReason.values()) {
            var own = late.stream().filter(cell -> cell.reason() == reason).toList();
            reasons.put(reason, new OfReason(answered(own), open(own)));
        }
        var executors = new ArrayList<OfExecutor>();
        var byExecutor = new HashMap<Optional<UUID>, List<Ended>>();
        late.forEach(cell -> byExecutor
                .computeIfAbsent(Optional.ofNullable(cell.executor()), id -> new ArrayList<>())
                .add(cell));
        byExecutor.forEach((id, own) -> executors.add(new OfExecutor(
                id.orElse(null),
                id.map(people::get).orElse(null),
                answered(own),
                open(own),
                days(own),
                mostDays(own),
                count(own, cell -> cell.reason() != LatenessReason.UNKNOWN))));
        executors.sort(Comparator.comparingLong((OfExecutor one) -> one.answered() + one.open())
                .reversed()
                .thenComparing(OfExecutor::name, Comparator.nullsLast(Comparator.naturalOrder())));
        return new Late(answered(late), open(late), days(late), mostDays(late), reasons, executors);
    }

    private static long answered(List<Ended> late) {
        return count(late, cell -> cell.outcome() == Outcome.LATE);
    }

    private static long open(List<Ended> late) {
        return count(late, cell -> cell.outcome() == Outcome.OVERDUE);
    }

    private static long days(List<Ended> late) {
        return late.stream().mapToLong(Ended::days).sum();
    }

    private static long mostDays(List<Ended> late) {
        return late.stream().mapToLong(Ended::mostDays).max().orElse(0);
    }

    private List<Part.Served> served(Predicate<@Nullable UUID> own) {
        var served = new ArrayList<Part.Served>();
        for (var month : span.months()) {
            for (var inPerson : List.of(true, false)) {
                var of = cells.served().stream()
                        .filter(cell ->
                                own.test(cell.department()) && cell.month().equals(month))
                        .filter(cell -> (cell.channel() == Channel.VISIT) == inPerson)
                        .toList();
                served.add(new Part.Served(
                        month,
                        inPerson,
                        of.stream().mapToLong(Cells.Served::records).sum(),
                        mean(
                                of.stream()
                                        .mapToLong(Cells.Served::waitingSeconds)
                                        .sum(),
                                of.stream().mapToLong(Cells.Served::waited).sum()),
                        mean(
                                of.stream()
                                        .mapToLong(Cells.Served::serviceSeconds)
                                        .sum(),
                                of.stream().mapToLong(Cells.Served::served).sum())));
            }
        }
        return served;
    }

    private static @Nullable Long mean(long sum, long of) {
        return of == 0 ? null : (2 * sum + of) / (2 * of);
    }

    private Marks marks(Predicate<@Nullable UUID> own) {
        var marks = new TreeMap<Integer, Long>();
        for (int mark = 1; mark <= BEST; mark++) {
            marks.put(mark, 0L);
        }
        var gis = 0L;
        for (var cell : cells.marked()) {
            if (!own.test(cell.department())) {
                continue;
            }
            if (cell.source() == Rating.Source.GIS) {
                gis += cell.count();
            } else if (cell.mark() != null) {
                marks.merge(cell.mark(), cell.count(), Long::sum);
            }
        }
        var count = marks.values().stream().mapToLong(Long::longValue).sum();
        var sum = marks.entrySet().stream()
                .mapToLong(mark -> mark.getKey() * mark.getValue())
                .sum();
        return new Marks(
                marks,
                count == 0 ? null : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP),
                gis);
    }
}
