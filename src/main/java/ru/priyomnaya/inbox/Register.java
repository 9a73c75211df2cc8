package ru.priyomnaya.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.organization.Organizations;

/** Lists and counters of the register, in SQL: a page costs the same however long the register is. */
@Repository
class Register {
    private static final String ASKED = """
            exists (select 1 from answer_visa v join answer w on w.id = v.answer_id and w.round = v.round
              where w.appeal_id = a.id and w.status = 'ON_APPROVAL' and v.person_id = :asked and v.decision is null)
            """;
    private static final String OPEN = "a.status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED')";
    private static final String MINE = "(a.executor_id = :executor or a.id = any(array("
            + "select appeal_id from appeal_co_executor where person_id = :executor)))";
    private static final int COUNTED_EXACTLY = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Organizations organizations;

    Register(JdbcClient jdbc, Clock clock, Organizations organizations) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.organizations = organizations;
    }

    /**
     * @param total exact up to ten thousand; then ten thousand and one
     */
    record Page(List<RegisterRow> items, int page, int size, long total) {
        public boolean hasNext() {
            return (long) (page + 1) * size < total;
        }
    }

    /** Counters of the views. */
    record Counters(
            long unassigned,
            long mine,
            long myToday,
            long myOverdue,
            long dueToday,
            long overdue,
            long asked,
            long onApproval,
            long awaitingScan) {}

    Page page(RegisterFilter filter) {
        var where = new Where(filter);
        var today = today();
        var items = jdbc.sql("""
                        select a.id, a.number, a.registered_at, a.channel, a.kind, a.applicant_type, a.last_name,
                          a.first_name, a.middle_name, a.organization_name, a.email, a.subject, a.status, a.due,
                          p.last_name as executor_last, p.first_name as executor_first, p.middle_name as executor_middle,
                          exists (select 1 from answer w where w.appeal_id = a.id and w.status = 'UNDELIVERED') as undelivered
                        from appeal a left join person p on p.id = a.executor_id
                        """ + where.sql() + " order by " + filter.sort().sql() + " limit :size offset :skip")
                .params(where.parameters())
                .param("size", filter.size())
                .param("skip", (long) filter.page() * filter.size())
                .query((row, n) -> row(row, today))
                .list();
        var total = jdbc.sql("select count(*) from (select 1 from appeal a " + where.sql() + " limit :most) counted")
                .params(where.parameters())
                .param("most", COUNTED_EXACTLY + 1)
                .query(Long.class)
                .single();
        return new Page(items, filter.page(), filter.size(), total);
    }

    Counters counters(UUID person) {
        return jdbc.sql("""
                        select
                          (select count(*) from appeal a where a.status = 'REGISTERED'),
                          (select count(*) from appeal a where %2$s and %1$s),
                          (select count(*) from appeal a where %2$s and a.due = :today and %1$s),
                          (select count(*) from appeal a where %2$s and a.due < :today and %1$s),
                          (select count(*) from appeal a where a.due = :today and %1$s),
                          (select count(*) from appeal a where a.due < :today and %1$s),
                          (select count(*) from answer_visa v join answer w on w.id = v.answer_id and w.round = v.round
                            where v.person_id = :executor and v.decision is null and w.status = 'ON_APPROVAL'),
                          (select count(*) from answer where status = 'ON_APPROVAL'),
                          (select count(*) from answer where status = 'APPROVED')
                        """.formatted(OPEN, MINE))
                .param("executor", person)
                .param("today", today())
                .query((row, n) -> new Counters(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9)))
                .single();
    }

    Instant endOfToday() {
        return today().plusDays(1).atStartOfDay(organizations.first().zone()).toInstant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }

    private static RegisterRow row(ResultSet row, LocalDate today) throws SQLException {
        var deadline = row.getObject("due", LocalDate.class);
        return new RegisterRow(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                Channel.valueOf(row.getString("channel")),
                AppealKind.valueOf(row.getString("kind")),
                applicant(row),
                row.getString("subject"),
                AppealStatus.valueOf(row.getString("status")),
                executor(row),
                deadline,
                ChronoUnit.DAYS.between(today, deadline),
                row.getBoolean("undelivered"));
    }

    private static String applicant(ResultSet row) throws SQLException {
        var organization = row.getString("organization_name");
        if (organization != null && row.getString("applicant_type").equals("ORGANIZATION")) {
            return organization;
        }
        var name = join(row.getString("last_name"), row.getString("first_name"), row.getString("middle_name"));
        var email = row.getString("email");
        return !name.isEmpty() ? name : email != null ? email : "Не назвался";
    }

    private static @Nullable String executor(ResultSet row) throws SQLException {
        var last = row.getString("executor_last");
        return last == null
                ? null
                : join(last, initial(row.getString("executor_first")), initial(row.getString("executor_middle")));
    }

    private static @Nullable String initial(@Nullable String name) {
        return name == null || name.isBlank() ? null : name.charAt(0) + ".";
    }

    private static String join(@Nullable String... parts) {
        var joined = new StringBuilder();
        for (var part : parts) {
            if (part != null && !part.isBlank()) {
                joined.append(joined.isEmpty() ? "" : " ").append(part);
            }
        }
        return joined.toString();
    }

    /** Conditions and their parameters. */
    private final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new LinkedHashMap<>();

        Where(RegisterFilter filter) {
            if (filter.channel() != null) {
                add("a.channel = :channel", "channel", filter.channel().name());
            }
            if (!filter.statuses().isEmpty()) {
                add(
                        "a.status in (:statuses)",
                        "statuses",
                        filter.statuses().stream().map(Enum::name).toList());
            }
            if (filter.executor() != null) {
                add(filter.open() ? MINE : "a.executor_id = :executor", "executor", filter.executor());
            }
            if (filter.kind() != null) {
                add("a.kind = :kind", "kind", filter.kind().name());
            }
            if (filter.open() || filter.due() != null) {
                conditions.add(OPEN);
            }
            if (filter.due() != null) {
                due(filter.due());
            }
            if (filter.asked() != null) {
                add(ASKED, "asked", filter.asked());
            }
            if (filter.q() != null && !filter.q().isBlank()) {
                add("(a.number like :number or a.search @@ websearch_to_tsquery('russian', :q))", "q", filter.q());
                parameters.put("number", filter.q().strip().replaceAll("([%_\\\\])", "\\\\$1") + "%");
            }
        }

        private void due(RegisterFilter.Due due) {
            switch (due) {
                case OVERDUE -> add("a.due < :today", "today", today());
                case TODAY -> add("a.due = :today", "today", today());
                case WEEK -> {
                    add("a.due >= :today", "today", today());
                    add("a.due < :week", "week", today().plusDays(7));
                }
            }
        }

        private void add(String condition, String name, Object value) {
            conditions.add(condition);
            parameters.put(name, value);
        }

        String sql() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }

        Map<String, Object> parameters() {
            return parameters;
        }
    }
}
