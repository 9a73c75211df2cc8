package ru.priyomnaya.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of a period counted appeal by appeal over plain selects, by names such as «kinds.CLAIM». Nothing of the program's own counting is used. */
final class OneByOne {
    private static final Set<String> OPEN = Set.of("REGISTERED", "ASSIGNED", "IN_WORK", "ON_APPROVAL", "SIGNED");
    private static final Set<String> ANSWERED = Set.of("SENT", "CLOSED");
    private static final Map<String, String> FORMS = Map.of(
            "VISIT",
            "VISIT",
            "PHONE",
            "TELEPHONE",
            "WEBSITE",
            "INTERNET",
            "EMAIL",
            "INTERNET",
            "ACCOUNT",
            "INTERNET",
            "GIS",
            "GIS",
            "POST",
            "POST",
            "FAX",
            "OTHER");

    private final ZoneId zone;
    private final LocalDate today;
    private final List<Row> all = new ArrayList<>();
    private final Map<UUID, Instant> sent = new HashMap<>();
    private final Map<UUID, Integer[]> times = new HashMap<>();
    private final Map<UUID, List<Object[]>> marks = new HashMap<>();
    private final Map<UUID, String> reasons = new HashMap<>();
    private final Set<UUID> repeated = new HashSet<>();
    private final Set<UUID> collective = new HashSet<>();

    private record Row(
            UUID id,
            @Nullable UUID department,
            @Nullable UUID executor,
            String kind,
            @Nullable UUID topic,
            String channel,
            String status,
            @Nullable String ground,
            int extensions,
            LocalDate due,
            LocalDate registered) {}

    OneByOne(JdbcClient jdbc, ZoneId zone, LocalDate today) {
        this.zone = zone;
        this.today = today;
        jdbc.sql("select * from appeal").query(row -> {
            all.add(new Row(
                    id(row, "id"),
                    id(row, "department_id"),
                    id(row, "executor_id"),
                    row.getString("kind"),
                    id(row, "topic_id"),
                    row.getString("channel"),
                    row.getString("status"),
                    row.getString("ground"),
                    row.getInt("extensions"),
                    row.getObject("due", LocalDate.class),
                    day(row.getObject("registered_at", OffsetDateTime.class).toInstant())));
        });
        jdbc.sql("select appeal_id, sent_at from answer").query(row -> {
            var at = row.getObject("sent_at", OffsetDateTime.class);
            if (at != null) {
                sent.put(id(row, "appeal_id"), at.toInstant());
            }
        });
        jdbc.sql("select appeal_id, waiting_seconds, service_seconds from desk_record")
                .query(row -> {
                    times.put(
                            id(row, "appeal_id"),
                            new Integer[] {row.getObject(2, Integer.class), row.getObject(3, Integer.class)});
                });
        jdbc.sql("select appeal_id, source, mark from rating").query(row -> {
            marks.computeIfAbsent(id(row, "appeal_id"), key -> new ArrayList<>())
                    .add(new Object[] {row.getString(2), String.valueOf(row.getObject(3))});
        });
        jdbc.sql("select appeal_id, reason from lateness").query(row -> {
            reasons.put(id(row, "appeal_id"), row.getString(2));
        });
        jdbc.sql("select appeal_id, leading_id, relation, unlinked_at from appeal_link")
                .query(row -> {
                    if (row.getObject("unlinked_at") == null
                            && row.getString("relation").equals("REPEAT")) {
                        repeated.add(id(row, "appeal_id"));
                    }
                    if (row.getObject("unlinked_at") == null
                            && row.getString("relation").equals("COLLECTIVE")) {
                        collective.add(id(row, "appeal_id"));
                        collective.add(id(row, "leading_id"));
                    }
                });
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** Of nought, too, only where the program names nought. */
    Map<String, String> figures(
            LocalDate from,
            LocalDate until,
            LocalDate beforeFrom,
            LocalDate beforeUntil,
            Predicate<@Nullable UUID> own) {
        var counts = new TreeMap<String, Long>();
        var others = new TreeMap<String, String>();
        var months = new TreeMap<String, long[]>();
        var came = 0L;
        for (var row : all) {
            if (!own.test(row.department())) {
                continue;
            }
            if (isIn(row.registered(), beforeFrom, beforeUntil)) {
                came(counts, row, ".before");
            }
            if (isIn(row.registered(), from, until)) {
                came++;
                came(counts, row, ".count");
                became(counts, row);
                var time = times.get(row.id());
                if (time != null && (time[0] != null || time[1] != null)) {
                    var month = months.computeIfAbsent(
                            "served." + YearMonth.from(row.registered()) + "."
                                    + (row.channel().equals("VISIT") ? "inPerson" : "remote"),
                            key -> new long[5]);
                    month[0]++;
                    month[1] += time[0] == null ? 0 : 1;
                    month[2] += time[0] == null ? 0 : time[0];
                    month[3] += time[1] == null ? 0 : 1;
                    month[4] += time[1] == null ? 0 : time[1];
                }
            }
        }
        months.forEach((name, sums) -> {
            others.put(name + ".records", String.valueOf(sums[0]));
            others.put(name + ".waiting", mean(sums[2], sums[1], 0));
            others.put(name + ".service", mean(sums[4], sums[3], 0));
        });
        var markSum = 0L;
        var markCount = 0L;
        for (int mark = 1; mark <= 5; mark++) {
            markSum += mark * counts.getOrDefault("marks." + mark, 0L);
            markCount += counts.getOrDefault("marks." + mark, 0L);
        }
        others.put("marks.mean", mean(markSum, markCount, 2));
        var figures = new TreeMap<String, String>(others);
        counts.forEach((name, count) -> figures.put(name, String.valueOf(count)));
        counts.keySet().stream()
                .filter(name -> name.endsWith(".before"))
                .map(name -> name.substring(0, name.length() - ".before".length()))
                .forEach(name -> figures.put(
                        name + ".change",
                        change(counts.getOrDefault(name + ".count", 0L), counts.getOrDefault(name + ".before", 0L))));
        if (came > 0) {
            figures.putIfAbsent("total.count", String.valueOf(came));
        }
        return figures;
    }

    private static boolean isIn(LocalDate day, LocalDate from, LocalDate until) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    private static void came(Map<String, Long> counts, Row row, String when) {
        for (var name : List.of(
                "total",
                "kinds." + row.kind(),
                "topics." + row.topic(),
                "channels." + row.channel(),
                "forms." + FORMS.get(row.channel()))) {
            counts.merge(name + when, 1L, Long::sum);
        }
    }

    private void became(Map<String, Long> counts, Row row) {
        var at = sent.get(row.id());
        String outcome;
        var late = 0L;
        if (ANSWERED.contains(row.status())) {
            outcome = at == null ? "ELSEWHERE" : day(at).isAfter(row.due()) ? "LATE" : "IN_TIME";
            late = at != null && outcome.equals("LATE")
                    ? day(at).toEpochDay() - row.due().toEpochDay()
                    : 0;
        } else if (OPEN.contains(row.status())) {
            outcome = today.isAfter(row.due()) ? "OVERDUE" : "OPEN";
            late = outcome.equals("OVERDUE") ? today.toEpochDay() - row.due().toEpochDay() : 0;
        } else {
            outcome = "ENDED";
            add(counts, "ended." + row.status(), 1);
        }
        add(counts, "outcomes." + outcome, 1);
        if (row.status().equals("DECLINED") && row.ground() != null) {
            add(counts, "grounds." + row.ground(), 1);
        }
        add(counts, "extended", row.extensions() > 0 ? 1 : 0);
        add(counts, "repeated", repeated.contains(row.id()) ? 1 : 0);
        add(counts, "collective", collective.contains(row.id()) ? 1 : 0);
        if (late > 0) {
            var how = outcome.equals("LATE") ? "answered" : "open";
            var reason = reasons.getOrDefault(row.id(), "UNKNOWN");
            add(counts, "late." + how, 1);
            add(counts, "late.days", late);
            counts.merge("late.most", late, Math::max);
            add(counts, "reasons." + reason + "." + how, 1);
            add(counts, "executors." + row.executor() + "." + how, 1);
            add(counts, "executors." + row.executor() + ".days", late);
            counts.merge("executors." + row.executor() + ".most", late, Math::max);
            add(counts, "executors." + row.executor() + ".explained", reason.equals("UNKNOWN") ? 0 : 1);
        }
        for (var mark : marks.getOrDefault(row.id(), List.of())) {
            add(counts, mark[0].equals("GIS") ? "marks.gis" : "marks." + mark[1], 1);
        }
    }

    private static void add(Map<String, Long> counts, String name, long more) {
        if (more > 0) {
            counts.merge(name, more, Long::sum);
        }
    }

    private static String mean(long sum, long of, int digits) {
        return of == 0
                ? "null"
                : new BigDecimal(sum)
                        .divide(new BigDecimal(of), digits, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    /** In tenths of a per cent, whole numbers only. */
    private static String change(long count, long before) {
        var difference = Math.abs(count - before);
        var tenths = (difference * 1000 * 2 + before) / (before * 2);
        return (count < before && tenths > 0 ? "-" : "") + tenths / 10 + "." + tenths % 10;
    }
}
