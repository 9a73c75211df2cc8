package ru.priyomnaya.gis;

import static ru.priyomnaya.gis.GisChannel.at;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ru.priyomnaya.gis.wire.ReplyReader.RegistryOrganization;
import ru.priyomnaya.gis.wire.Requests;

/** The registry of organisations as far as it has been asked: applicants by GUID, receivers of redirects by ОГРН. */
@Service
class GisOrganizations {
    /** What was not found may be entered later. */
    private static final Duration ASK_AGAIN = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    GisOrganizations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Known(
            UUID root,
            String name,
            @Nullable String ogrn,
            @Nullable String inn,
            @Nullable String kpp,
            boolean subsidiary,
            boolean registered) {}

    Optional<Known> find(UUID root) {
        return query("root_guid = :value", root).stream().findFirst();
    }

    /** By ОГРН, ОГРНИП or ИНН, among those that are known already; those that receive appeals first. */
    List<Known> find(String number) {
        return query("(ogrn = :value or inn = :value)", number);
    }

    private List<Known> query(String condition, Object value) {
        return jdbc.sql("select * from gis_organization where " + condition
                        + " order by registered desc, subsidiary, fetched_at desc")
                .param("value", value)
                .query((row, n) -> new Known(
                        row.getObject("root_guid", UUID.class),
                        row.getString("name"),
                        row.getString("ogrn"),
                        row.getString("inn"),
                        row.getString("kpp"),
                        row.getBoolean("subsidiary"),
                        row.getBoolean("registered")))
                .list();
    }

    /**
     * Whom a criterion may mean: a head office goes before its branches, one with a cabinet before one without.
     *
     * @param criterion {@code ogrn:…}, {@code ogrn:…/КПП} or {@code root:…}
     * @return more than one when the КПП has to decide
     */
    List<UUID> rootsOf(String criterion) {
        if (criterion.startsWith("root:")) {
            return List.of(UUID.fromString(criterion.substring(5)));
        }
        var kpp = criterion.contains("/") ? criterion.substring(criterion.indexOf('/') + 1) : null;
        var all = find(numberIn(criterion)).stream()
                .filter(one -> kpp == null || kpp.equals(one.kpp()))
                .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        var best = all.get(0);
        return all.stream()
                .filter(one -> one.registered() == best.registered() && one.subsidiary() == best.subsidiary())
                .map(Known::root)
                .toList();
    }

    private static String numberIn(String criterion) {
        var value = criterion.substring(criterion.indexOf(':') + 1);
        return value.contains("/") ? value.substring(0, value.indexOf('/')) : value;
    }

    /** Whether the registry has been asked lately and knows nothing. */
    boolean isMissing(String criterion) {
        return jdbc.sql("""
                        select exists (select 1 from gis_lookup
                          where criterion = :criterion and state = 'MISSING' and asked_at >= :since)
                        """)
                .param("criterion", criterion)
                .param("since", at(clock.instant().minus(ASK_AGAIN)))
                .query(Boolean.class)
                .single();
    }

    /** Enters a question; it is asked with others at the next turn. */
    void want(String criterion) {
        jdbc.sql("""
                        insert into gis_lookup (criterion, state, asked_at) values (:criterion, 'WANTED', :now)
                        on conflict (criterion) do update set state = 'WANTED', alone = false
                        where gis_lookup.state = 'MISSING' and gis_lookup.asked_at < :before
                        """)
                .param("criterion", criterion)
                .param("now", at(clock.instant()))
                .param("before", at(clock.instant().minus(ASK_AGAIN)))
                .update();
    }

    /** What to ask next, in one message: what was refused together with others is asked alone. */
    List<String> wanted() {
        var together = wanted(false, Requests.MOST_CRITERIA);
        return together.isEmpty() ? wanted(true, 1) : together;
    }

    private List<String> wanted(boolean alone, int most) {
        return jdbc.sql(
                        "select criterion from gis_lookup where state = 'WANTED' and alone = :alone order by asked_at limit :most")
                .param("alone", alone)
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** The registry refused the question: one of several may be at fault for all. */
    void refused(List<String> criteria) {
        jdbc.sql("""
                        update gis_lookup set alone = true, asked_at = :now,
                          state = case when :single then 'MISSING' else 'WANTED' end
                        where criterion in (:criteria)
                        """)
                .param("now", at(clock.instant()))
                .param("single", criteria.size() == 1)
                .param("criteria", criteria)
                .update();
    }

    void keep(RegistryOrganization found) {
        jdbc.sql("""
                        insert into gis_organization (root_guid, ppa_guid, name, ogrn, inn, kpp, subsidiary, registered, fetched_at)
                        values (:root, :ppa, :name, :ogrn, :inn, :kpp, :subsidiary, :registered, :now)
                        on conflict (root_guid) do update set ppa_guid = excluded.ppa_guid, name = excluded.name,
                          ogrn = excluded.ogrn, inn = excluded.inn, kpp = excluded.kpp, subsidiary = excluded.subsidiary, registered = excluded.registered,
                          fetched_at = excluded.fetched_at
                        """)
                .param("root", found.root())
                .param("ppa", found.ppa())
                .param("name", found.name())
                .param("ogrn", found.ogrn())
                .param("inn", found.inn())
                .param("kpp", found.kpp())
                .param("subsidiary", found.subsidiary())
                .param("registered", found.registered())
                .param("now", at(clock.instant()))
                .update();
    }

    void answered(String criterion) {
        jdbc.sql("update gis_lookup set state = :state, asked_at = :now where criterion = :criterion")
                .param("state", isKnown(criterion) ? "FOUND" : "MISSING")
                .param("now", at(clock.instant()))
                .param("criterion", criterion)
                .update();
    }

    private boolean isKnown(String criterion) {
        return criterion.startsWith("root:")
                ? find(UUID.fromString(criterion.substring(5))).isPresent()
                : !find(numberIn(criterion)).isEmpty();
    }
}
