package ru.priyomnaya.gis;

import static ru.priyomnaya.gis.GisChannel.at;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.gis.wire.AppealReader;
import ru.priyomnaya.gis.wire.ExportedAppeal;
import ru.priyomnaya.gis.wire.UnreadableResult;

/** What ГИС ЖКХ last said about each appeal; the whole of it is the stored fragment. */
@Repository
class Mirror {
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Documents documents;
    private final Clock clock;

    Mirror(JdbcClient jdbc, JdbcTemplate batch, Documents documents, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * @param appealId null until it is registered
     * @param seenAt when an export last held it
     * @param isErased its personal data were destroyed: nothing of it is taken in again
     */
    record Known(
            UUID guid,
            @Nullable UUID appealId,
            String rawSha256,
            @Nullable UUID answerer,
            @Nullable UUID applicantOrg,
            @Nullable UUID parent,
            @Nullable LocalDate executionEndDate,
            @Nullable String npa,
            Instant seenAt,
            boolean isErased) {}

    Map<UUID, Known> known(Collection<UUID> guids) {
        var found = new HashMap<UUID, Known>();
        if (!guids.isEmpty()) {
            query("select * from gis_appeal where guid in (:guids)", Map.of("guids", guids))
                    .forEach(known -> found.put(known.guid(), known));
        }
        return found;
    }

    Optional<Known> known(UUID guid) {
        return Optional.ofNullable(known(List.of(guid)).get(guid));
    }

    Optional<Known> ofAppeal(UUID appealId) {
        return query(
                        "select * from gis_appeal where appeal_id = :appeal and erased_at is null",
                        Map.of("appeal", appealId))
                .stream()
                .findFirst();
    }

    List<Known> children(UUID parent) {
        return query(
                "select * from gis_appeal where parent_guid = :parent and appeal_id is not null and erased_at is null",
                Map.of("parent", parent));
    }

    /** Registered appeals of an organisation. */
    List<Known> of(UUID organization) {
        return query(
                "select * from gis_appeal where applicant_org = :org and appeal_id is not null and erased_at is null",
                Map.of("org", organization));
    }

    private List<Known> query(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, n) -> new Known(
                        row.getObject("guid", UUID.class),
                        row.getObject("appeal_id", UUID.class),
                        row.getString("raw_sha256"),
                        row.getObject("answerer_guid", UUID.class),
                        row.getObject("applicant_org", UUID.class),
                        row.getObject("parent_guid", UUID.class),
                        row.getObject("execution_end_date", LocalDate.class),
                        row.getString("npa"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getObject("erased_at") != null))
                .list();
    }

    /** An appeal with the name of the document that holds it. */
    record Snapshot(ExportedAppeal appeal, String rawSha256) {}

    void write(UUID organization, List<Snapshot> snapshots) {
        var now = at(clock.instant());
        batch.batchUpdate(
                """
                insert into gis_appeal (guid, organization_id, parent_guid, number, status, answerer_guid, applicant_org,
                  execution_end_date, npa, raw_sha256, seen_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (guid) do update set parent_guid = excluded.parent_guid, number = excluded.number,
                  status = excluded.status, answerer_guid = excluded.answerer_guid,
                  applicant_org = excluded.applicant_org, execution_end_date = excluded.execution_end_date,
                  npa = excluded.npa, raw_sha256 = excluded.raw_sha256, seen_at = excluded.seen_at,
                  changed_at = excluded.changed_at
                """,
                snapshots.stream()
                        .map(snapshot -> {
                            var appeal = snapshot.appeal();
                            return new Object[] {
                                appeal.guid(),
                                organization,
                                appeal.parent(),
                                appeal.number(),
                                appeal.status(),
                                appeal.answerer(),
                                appeal.applicant().organization(),
                                appeal.executionEndDate(),
                                appeal.npa(),
                                snapshot.rawSha256(),
                                now,
                                now
                            };
                        })
                        .toList());
        batch.batchUpdate(
                """
                insert into gis_file (appeal_guid, guid, name, hash, state, next_at) values (?, ?, ?, ?, 'WAITING', ?)
                on conflict do nothing
                """,
                snapshots.stream()
                        .flatMap(snapshot -> snapshot.appeal().files().stream().map(file ->
                                new Object[] {snapshot.appeal().guid(), file.guid(), file.name(), file.hash(), now}))
                        .toList());
    }

    void seen(Collection<UUID> guids) {
        if (!guids.isEmpty()) {
            jdbc.sql("update gis_appeal set seen_at = :now where guid in (:guids)")
                    .param("now", at(clock.instant()))
                    .param("guids", guids)
                    .update();
        }
    }

    void registered(UUID guid, UUID appealId) {
        jdbc.sql("update gis_appeal set appeal_id = :appeal where guid = :guid")
                .param("appeal", appealId)
                .param("guid", guid)
                .update();
    }

    void performer(UUID guid, UUID answerer) {
        jdbc.sql("update gis_appeal set answerer_guid = :answerer where guid = :guid")
                .param("answerer", answerer)
                .param("guid", guid)
                .update();
    }

    /** GUIDs of appeals whose case is open with us. */
    List<UUID> open() {
        return jdbc.sql("""
                        select g.guid from gis_appeal g join appeal a on a.id = g.appeal_id
                        where g.erased_at is null and (a.status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED')
                          or (a.status = 'SENT' and g.status <> 'Executed')
                          or exists (select 1 from gis_action x where x.appeal_guid = g.guid and x.state in ('WAITING', 'SENDING'))
                          or (a.status in ('SENT', 'CLOSED') and g.changed_at > :recently))
                        order by g.seen_at
                        """)
                .param("recently", at(clock.instant().minus(Duration.ofDays(30))))
                .query(UUID.class)
                .list();
    }

    ExportedAppeal read(String rawSha256) throws IOException, UnreadableResult {
        return AppealReader.read(documents.bytes(rawSha256));
    }
}
