package ru.priyomnaya.privacy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Who accepted which text of the consent, and when. */
@Service
class Consents {
    private final JdbcClient jdbc;

    Consents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param since when a gateway began to show it */
    record Text(String version, String text, Instant since) {}

    /** @param text null for one accepted before the program kept texts */
    record Accepted(String version, Instant at, @Nullable String text) {}

    /** Newest first. */
    @PreAuthorize(ErasureDesk.READERS)
    public List<Text> all() {
        return jdbc.sql("""
                        select version, text, since from consent_text order by since desc limit 50
                        """)
                .query((row, n) -> new Text(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Empty for an appeal whose channel asks for no consent: the law itself is the basis. */
    @PreAuthorize(ErasureDesk.READERS)
    public Optional<Accepted> of(UUID appeal) {
        return jdbc.sql("""
                        select a.consent, a.received_at, t.text from appeal a
                        left join lateral (select c.text from consent_text c where c.version = a.consent and c.since <= a.received_at
                          order by c.since desc limit 1) t on true
                        where a.id = :appeal and a.consent is not null
                        """)
                .param("appeal", appeal)
                .query((row, n) -> new Accepted(
                        row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3)))
                .optional();
    }
}
