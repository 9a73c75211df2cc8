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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.DataAccess;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Visibility;
import ru.priyomnaya.inbox.RegisterFilter.Sort;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.search.Fragment;
import ru.priyomnaya.search.Fragments;
import ru.priyomnaya.search.PlannedAnew;
import ru.priyomnaya.search.Question;
import ru.priyomnaya.search.Question.ReadAs;
import ru.priyomnaya.search.Search;
import ru.priyomnaya.search.Search.Within;

/** Lists and counters of the register, in SQL: a page costs the same however long the register is. */
@Repository
class Register {
    private static final int COUNTED_EXACTLY = 10_000;
    private static final int COUNTED_TO_THE_LAST = 100_000_000;
    private static final int FOUND_EXACTLY = 1_000;
    static final int MOST_COUNTED = 999;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Organizations organizations;
    private final Search search;
    private final Fragments fragments;
    private final PlannedAnew planned;
    private final Visibility visibility;
    private final DataAccess access;

    Register(
            JdbcClient jdbc,
            Clock clock,
            Organizations organizations,
            Search search,
            Fragments fragments,
            PlannedAnew planned,
            Visibility visibility,
            DataAccess access) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.organizations = organizations;
        this.search = search;
        this.fragments = fragments;
        this.planned = planned;
        this.visibility = visibility;
        this.access = access;
    }

    /**
     * @param total exact up to {@code counted}; then one more
     * @param readAs words that were searched otherwise than they were typed
     * @param found why the lines were found, by appeal
     */
    record Page(
            List<RegisterRow> items,
            int page,
            int size,
            long total,
            int counted,
            List<ReadAs> readAs,
            Map<UUID, Fragment> found) {
        public String totalInRussian() {
            return total > counted ? "больше %,d".formatted(counted).replace(',', ' ') : String.valueOf(total);
        }

        public boolean hasNext() {
            return (long) (page + 1) * size < total;
        }
    }

    /** What the person may see of it. */
    private RegisterFilter visible(RegisterFilter filter) {
        return visibility.isLimited()
                ? filter.and(Narrowing.visibleTo(CurrentPerson.get().id()))
                : filter;
    }

    /** As {@link #page(RegisterFilter)}; its length to the last appeal when it is asked for and nothing is searched. */
    Page page(RegisterFilter filter, boolean counted) {
        return counted && filter.words() == null ? page(visible(filter), jdbc, COUNTED_TO_THE_LAST) : page(filter);
    }

    Page page(RegisterFilter wanted) {
        var filter = visible(wanted);
        var words = filter.words();
        return words == null
                ? page(filter, jdbc, COUNTED_EXACTLY)
                : found(filter, search.understand(words.typed(), words.exact()).orElseThrow());
    }

    private Page found(RegisterFilter filter, Question question) {
        var others = filter.ofAnyChannel();
        var where = others.where("");
        var within = new Within(
                where.isEmpty() ? "" : where.substring(" where ".length()),
                parameters(others),
                filter.channel().map(Channel::name).orElse(""));
        var page = filter.sort() == Sort.NEWEST ? newest(filter, question, within) : ordered(filter, question, within);
        var ids = page.items().stream().map(RegisterRow::id).toList();
        return new Page(
                page.items(),
                page.page(),
                page.size(),
                page.total(),
                FOUND_EXACTLY,
                question.readAs(),
                fragments.of(question, ids));
    }

    /** In the order of the search: the list itself is not read beyond the page. */
    private Page newest(RegisterFilter filter, Question question, Within within) {
        var from = filter.page() * filter.size();
        var newest = search.newest(question, within, from + filter.size(), FOUND_EXACTLY);
        var shown = newest.appeals()
                .subList(
                        Math.min(from, newest.appeals().size()),
                        newest.appeals().size());
        var items = rows(RegisterFilter.of(Narrowing.ids(shown)).page(0, filter.size()), jdbc);
        return new Page(items, filter.page(), filter.size(), newest.total(), FOUND_EXACTLY, List.of(), Map.of());
    }

    private Page ordered(RegisterFilter filter, Question question, Within within) {
        var matching = filter.and(Narrowing.matching(question));
        return search.isMore(question, within, FOUND_EXACTLY)
                ? new Page(
                        rows(matching, planned.jdbc()),
                        filter.page(),
                        filter.size(),
                        FOUND_EXACTLY + 1,
                        FOUND_EXACTLY,
                        List.of(),
                        Map.of())
                : page(matching, planned.jdbc(), FOUND_EXACTLY);
    }

    private Page page(RegisterFilter filter, JdbcClient client, int counted) {
        var total = client.sql(counting(filter, "", counted))
                .params(parameters(filter))
                .query(Long.class)
                .single();
        return new Page(rows(filter, client), filter.page(), filter.size(), total, counted, List.of(), Map.of());
    }

    private List<RegisterRow> rows(RegisterFilter filter, JdbcClient client) {
        var today = today();
        return client.sql("""
                        select a.id, a.number, a.registered_at, a.channel, a.kind, a.applicant_type, a.last_name,
                          a.first_name, a.middle_name, a.organization_name, a.email, a.subject, a.status, a.due, t.name as topic,
                          p.last_name as executor_last, p.first_name as executor_first, p.middle_name as executor_middle,
                          exists (select 1 from answer w where w.appeal_id = a.id and w.status = 'UNDELIVERED') as undelivered
                        from appeal a left join person p on p.id = a.executor_id left join topic t on t.id = a.topic_id
                        """ + filter.where("") + " order by " + filter.sort().sql() + " limit :size offset :skip")
                .params(parameters(filter))
                .param("size", filter.size())
                .param("skip", (long) filter.page() * filter.size())
                .query((row, n) -> row(row, today))
                .list();
    }

    private Map<String, Object> parameters(RegisterFilter filter) {
        var parameters = ofEveryList();
        parameters.putAll(filter.parameters(""));
        return parameters;
    }

    private Map<String, Object> ofEveryList() {
        return new LinkedHashMap<>(
                Map.of("today", today(), "zone", organizations.first().zone().getId()));
    }

    /** At most {@link #MOST_COUNTED} and one. */
    int count(RegisterFilter list) {
        return counts(Map.of(list, list)).getOrDefault(list, 0);
    }

    /** How many there are in each of the lists, at most {@link #MOST_COUNTED} and one. */
    <K> Map<K, Integer> counts(Map<K, RegisterFilter> lists) {
        var parameters = ofEveryList();
        var parts = new ArrayList<String>();
        for (var wanted : lists.values()) {
            var list = visible(wanted);
            var prefix = "l" + parts.size() + "_";
            parameters.putAll(list.parameters(prefix));
            parts.add("(" + counting(list, prefix, MOST_COUNTED) + ")");
        }
        var counted = new LinkedHashMap<K, Integer>();
        jdbc.sql("select " + String.join(", ", parts)).params(parameters).query(row -> {
            var column = 1;
            for (var list : lists.keySet()) {
                counted.put(list, row.getInt(column++));
            }
        });
        return counted;
    }

    private static String counting(RegisterFilter filter, String prefix, int most) {
        return "select count(*) from (select 1 from appeal a %s limit %d) counted"
                .formatted(filter.where(prefix), most + 1);
    }

    Instant endOfToday() {
        return today().plusDays(1).atStartOfDay(organizations.first().zone()).toInstant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }

    private RegisterRow row(ResultSet row, LocalDate today) throws SQLException {
        var deadline = row.getObject("due", LocalDate.class);
        return new RegisterRow(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("registered_at", OffsetDateTime.class).toInstant(),
                Channel.valueOf(row.getString("channel")),
                AppealKind.valueOf(row.getString("kind")),
                Objects.requireNonNull(access.name(applicant(row))),
                row.getString("subject"),
                row.getString("topic"),
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
}
