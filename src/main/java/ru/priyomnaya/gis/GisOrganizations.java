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
            boolean registered) {}

    Optional<Known> find(UUID root) {
        return query("root_guid = :value", root).stream().findFirst();
    }

    /** By ОГРН, ОГРНИП or ИНН, among those that are known already. */
    Optional<Known> find(String number) {
        return query("(ogrn = :value or inn = :value)", number).stream().findFirst();
    }

    private List<Known> query(String condition, Object value) {
        return jdbc.sql("select * from gis_organization where " + condition
                        + " order by registered desc, fetched_at desc")
                .param("value", value)
                .query((row, n) -> new Known(
                        row.getObject("root_guid", UUID.class),
                        row.getString("name"),
                        row.getString("ogrn"),
                        row.getString("inn"),
                        row.getBoolean("registered")))
                .list();
    }

    /** @param criterion {@code ogrn:…} or {@code root:…} */
    Optional<UUID> rootOf(String criterion) {
        var value = criterion.substring(criterion.indexOf(':') + 1);
        return criterion.startsWith("root:")
                ? Optional.of(UUID.fromString(value))
                : find(value).map(Known::root);
    }

    /** Whether the registry has been asked and knows nothing. */
    boolean isMissing(String criterion) {
        return jdbc.sql("select exists (select 1 from gis_lookup where criterion = :criterion and state = 'MISSING')")
                .param("criterion", criterion)
                .query(Boolean.class)
                .single();
    }

    /** Enters a question; it is asked with others at the next turn. */
    void want(String criterion) {
        jdbc.sql("""
                        insert into gis_lookup (criterion, state, asked_at) values (:criterion, 'WANTED', :now)
                        on conflict (criterion) do update set state = 'WANTED'
                        where gis_lookup.state = 'MISSING' and gis_lookup.asked_at < :before
                        """)
                .param("criterion", criterion)
                .param("now", at(clock.instant()))
                .param("before", at(clock.instant().minus(ASK_AGAIN)))
                .update();
    }

    List<String> wanted() {
        return jdbc.sql("select criterion from gis_lookup where state = 'WANTED' order by asked_at limit :most")
                .param("most", Requests.MOST_CRITERIA)
                .query(String.class)
                .list();
    }

    void keep(RegistryOrganization found) {
        jdbc.sql("""
                        insert into gis_organization (root_guid, ppa_guid, name, ogrn, inn, kpp, registered, fetched_at)
                        values (:root, :ppa, :name, :ogrn, :inn, :kpp, :registered, :now)
                        on conflict (root_guid) do update set ppa_guid = excluded.ppa_guid, name = excluded.name,
                          ogrn = excluded.ogrn, inn = excluded.inn, kpp = excluded.kpp, registered = excluded.registered,
                          fetched_at = excluded.fetched_at
                        """)
                .param("root", found.root())
                .param("ppa", found.ppa())
                .param("name", found.name())
                .param("ogrn", found.ogrn())
                .param("inn", found.inn())
                .param("kpp", found.kpp())
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
        var value = criterion.substring(criterion.indexOf(':') + 1);
        return criterion.startsWith("root:")
                ? find(UUID.fromString(value)).isPresent()
                : find(value).isPresent();
    }
}
