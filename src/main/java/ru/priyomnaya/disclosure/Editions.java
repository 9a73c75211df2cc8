package ru.priyomnaya.disclosure;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.disclosure.Edition.State;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.signing.Sha256;
import tools.jackson.databind.json.JsonMapper;

/** Keeps versions. The database itself refuses to change what was published (V020). */
@Repository
class Editions {
    private static final String SELECT = """
            select id, year, edition, state, sha256, prepared_at, prepared_by, published_at, published_by, comment, withdrawn_at,
              withdrawn_by, withdrawn_reason from disclosure_edition where organization_id = :organization
            """;

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final JsonMapper json;
    private final Clock clock;

    Editions(JdbcClient jdbc, Organizations organizations, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.json = json;
        this.clock = clock;
    }

    /** Newest first. */
    List<Edition> all() {
        return jdbc.sql(SELECT + " order by year desc, edition desc limit 500")
                .param("organization", organizations.first().id())
                .query((row, n) -> edition(row))
                .list();
    }

    /** Published ones of a year, newest first. */
    List<Edition> published(int year) {
        return jdbc.sql(SELECT + " and year = :year and state = 'PUBLISHED' order by edition desc limit 100")
                .param("organization", organizations.first().id())
                .param("year", year)
                .query((row, n) -> edition(row))
                .list();
    }

    /** Years of which something is published, newest first. */
    List<Integer> years() {
        return jdbc.sql("""
                        select distinct year from disclosure_edition where organization_id = :organization and state = 'PUBLISHED'
                        order by year desc
                        """)
                .param("organization", organizations.first().id())
                .query(Integer.class)
                .list();
    }

    Optional<Edition> find(UUID id) {
        return jdbc.sql(SELECT + " and id = :id")
                .param("organization", organizations.first().id())
                .param("id", id)
                .query((row, n) -> edition(row))
                .optional();
    }

    /** As it was kept, byte for byte. */
    String json(UUID id) {
        return jdbc.sql("select content from disclosure_edition where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    PublicDisclosure content(UUID id) {
        return json.readValue(json(id), PublicDisclosure.class);
    }

    /** A draft takes the place of the year's earlier draft. */
    Edition draft(PublicDisclosure of, String author) {
        var organization = organizations.first().id();
        jdbc.sql("select pg_advisory_xact_lock(hashtext('disclosure'))")
                .query()
                .listOfRows(); // numbers without repeats
        jdbc.sql(
                        "delete from disclosure_edition where organization_id = :organization and year = :year and state = 'DRAFT'")
                .param("organization", organization)
                .param("year", of.year())
                .update();
        var content = json.writeValueAsString(of);
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into disclosure_edition (id, organization_id, year, edition, state, content, sha256, prepared_at, prepared_by)
                        select :id, :organization, :year, coalesce(max(edition), 0) + 1, 'DRAFT', :content, :sha256, :now, :author
                        from disclosure_edition where organization_id = :organization and year = :year
                        """)
                .param("id", id)
                .param("organization", organization)
                .param("year", of.year())
                .param("content", content)
                .param("sha256", Sha256.of(content.getBytes(StandardCharsets.UTF_8)))
                .param("now", OffsetDateTime.now(clock))
                .param("author", author)
                .update();
        return find(id).orElseThrow();
    }

    /** Whether it was a draft; a second publication changes nothing. */
    boolean publish(UUID id, String author, @Nullable String comment) {
        return jdbc.sql("""
                        update disclosure_edition set state = 'PUBLISHED', published_at = :now, published_by = :author, comment = :comment
                        where id = :id and state = 'DRAFT'
                        """)
                        .param("id", id)
                        .param("now", OffsetDateTime.now(clock))
                        .param("author", author)
                        .param("comment", comment)
                        .update()
                == 1;
    }

    /** Whether it was published. */
    boolean withdraw(UUID id, String author, String reason) {
        return jdbc.sql("""
                        update disclosure_edition set state = 'WITHDRAWN', withdrawn_at = :now, withdrawn_by = :author,
                          withdrawn_reason = :reason where id = :id and state = 'PUBLISHED'
                        """)
                        .param("id", id)
                        .param("now", OffsetDateTime.now(clock))
                        .param("author", author)
                        .param("reason", reason)
                        .update()
                == 1;
    }

    private static Edition edition(ResultSet row) throws SQLException {
        return new Edition(
                row.getObject("id", UUID.class),
                row.getInt("year"),
                row.getInt("edition"),
                State.valueOf(row.getString("state")),
                row.getString("sha256"),
                row.getObject("prepared_at", OffsetDateTime.class).toInstant(),
                row.getString("prepared_by"),
                instant(row, "published_at"),
                row.getString("published_by"),
                row.getString("comment"),
                instant(row, "withdrawn_at"),
                row.getString("withdrawn_by"),
                row.getString("withdrawn_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
