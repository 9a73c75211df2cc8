package ru.priyomnaya.post;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.dispatch.DeliveryKind;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.letter.Letters;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.paper.Paper;

/** What a clerk takes to the post office: what waits, what was listed, under which numbers it went. */
@Service
@PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
public class PostDesk {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final String LETTERS = """
            select d.id, d.kind, d.appeal_id, a.number, d.recipient, d.state, d.track, d.created_at,
              case when d.kind = 'COVER_LETTER' then split_part(d.text, E'\\n', 1)
                else coalesce(nullif(a.organization_name, ''), concat_ws(' ', a.last_name, a.first_name, a.middle_name)) end as name
            from delivery d join appeal a on a.id = d.appeal_id where d.channel = 'POST'
            """;

    private static final String REGISTRIES = """
            select r.id, r.number, r.made_at, r.author, count(d.id) from post_registry r left join delivery d on d.listed_in = r.id
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Letters letters;
    private final Organizations organizations;
    private final ITemplateEngine templates;
    private final Clock clock;

    PostDesk(
            JdbcClient jdbc,
            Outbox outbox,
            Letters letters,
            Organizations organizations,
            ITemplateEngine templates,
            Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.letters = letters;
        this.organizations = organizations;
        this.templates = templates;
        this.clock = clock;
    }

    /**
     * One envelope.
     *
     * @param address null where the applicant gave none
     */
    public record PostLetter(
            UUID id,
            DeliveryKind kind,
            UUID appealId,
            String number,
            String name,
            @Nullable String address,
            String state,
            @Nullable String track,
            Instant since) {}

    /** A list handed to the post office together. */
    public record Registry(UUID id, int number, Instant madeAt, String author, int letters) {}

    /** Not on any list yet, oldest first. */
    public List<PostLetter> waiting() {
        return jdbc.sql(LETTERS + " and d.state = 'BY_HAND' and d.listed_in is null order by d.created_at limit 200")
                .query(PostDesk::letter)
                .list();
    }

    /** Newest first. */
    public List<Registry> registries() {
        return jdbc.sql(REGISTRIES + " group by r.id order by r.number desc limit 50")
                .query(PostDesk::registry)
                .list();
    }

    public List<PostLetter> of(UUID registry) {
        return jdbc.sql(LETTERS + " and d.listed_in = :registry order by d.created_at, d.id")
                .param("registry", registry)
                .query(PostDesk::letter)
                .list();
    }

    /** @throws NoSuchRegistry when there is none */
    public Registry get(UUID registry) {
        return jdbc.sql(REGISTRIES + " where r.id = :id group by r.id")
                .param("id", registry)
                .query(PostDesk::registry)
                .optional()
                .orElseThrow(NoSuchRegistry::new);
    }

    /** No list has this id; answered with 404. */
    static class NoSuchRegistry extends RuntimeException {
        NoSuchRegistry() {
            super("Нет такого реестра");
        }
    }

    /**
     * Puts letters on a list. What somebody else has listed meanwhile stays on their list.
     *
     * @throws IllegalArgumentException when nothing is left to list
     */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public UUID list(List<UUID> deliveries) {
        if (deliveries.isEmpty()) {
            throw new IllegalArgumentException("Отметьте письма для реестра");
        }
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into post_registry (id, organization_id, number, made_at, author)
                        select :id, :organization, coalesce(max(number), 0) + 1, :at, :author from post_registry where organization_id = :organization
                        """)
                .param("id", id)
                .param("organization", organizations.first().id())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("author", CurrentPerson.get().username())
                .update();
        var listed =
                jdbc.sql("""
                        update delivery set listed_in = :id, version = version + 1
                        where id in (:deliveries) and listed_in is null and channel = 'POST' and state = 'BY_HAND'
                        """).param("id", id).param("deliveries", deliveries).update();
        if (listed == 0) {
            throw new IllegalArgumentException("Эти письма уже в другом реестре");
        }
        return id;
    }

    /** The post has taken it. */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void posted(UUID registry, UUID delivery, @Nullable String track) {
        var number = get(registry).number();
        var known = track == null || track.isBlank() ? null : track.strip();
        outbox.markCarried(
                delivery,
                "Почта, реестр № %d%s".formatted(number, known == null ? "" : ", трек-номер " + known),
                known);
    }

    @PreAuthorize("hasRole('REGISTRAR')")
    public void handedOver(UUID delivery) {
        outbox.markHandedOver(delivery);
    }

    /** The list for the post office. */
    public byte[] registryPdf(UUID registry) throws IOException {
        var made = get(registry);
        return pdf("post/registry-print", Map.of("registry", made, "day", day(made.madeAt()), "letters", of(registry)));
    }

    /** One sheet an envelope (C5): from whom, to whom. */
    public byte[] envelopesPdf(UUID registry) throws IOException {
        return pdf("post/envelopes-print", Map.of("letters", of(registry)));
    }

    private byte[] pdf(String template, Map<String, Object> values) throws IOException {
        var context = new Context(Locale.forLanguageTag("ru"), values);
        var blank = letters.blank();
        context.setVariable("sender", blank.name().lines().toList());
        context.setVariable(
                "senderAddress",
                organizations.first().address() == null
                        ? ""
                        : organizations.first().address());
        return Paper.pdf(templates.process(template, context));
    }

    private String day(Instant instant) {
        return DAY.format(LocalDate.ofInstant(instant, organizations.first().zone()));
    }

    private static PostLetter letter(ResultSet row, int n) throws SQLException {
        return new PostLetter(
                row.getObject("id", UUID.class),
                DeliveryKind.valueOf(row.getString("kind")),
                row.getObject("appeal_id", UUID.class),
                row.getString("number"),
                row.getString("name"),
                row.getString("recipient"),
                row.getString("state"),
                row.getString("track"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Registry registry(ResultSet row, int n) throws SQLException {
        return new Registry(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getInt(5));
    }
}
