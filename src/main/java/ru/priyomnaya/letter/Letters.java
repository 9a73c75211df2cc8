package ru.priyomnaya.letter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.MediaTypes;
import ru.priyomnaya.letter.LetterEvent.BlankKept;
import ru.priyomnaya.letter.LetterEvent.TemplateKept;
import ru.priyomnaya.organization.Organizations;

/** The letterhead and the templates in force. Each save is a new edition; earlier ones stay and can be taken again. */
@Service
public class Letters {
    private static final String KEEPERS = "hasAnyRole('ADMIN', 'DIRECTOR')";
    private static final int LARGEST_LOGO = 1024 * 1024;
    private static final int WIDEST_LOGO = 3000;

    private final JdbcClient jdbc;
    private final Documents documents;
    private final DocumentStore store;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Letters(
            JdbcClient jdbc,
            Documents documents,
            DocumentStore store,
            Organizations organizations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.store = store;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    /** The one in force. */
    public LetterTemplate template(LetterKind kind) {
        return editions(kind).get(0);
    }

    /** In force. */
    public List<LetterTemplate> templates() {
        return Arrays.stream(LetterKind.values()).map(this::template).toList();
    }

    /** Newest first; the last is the one that came with the program. */
    public List<LetterTemplate> editions(LetterKind kind) {
        var kept = jdbc.sql("""
                        select edition, heading, body, author, saved_at from letter_template
                        where organization_id = :organization and kind = :kind order by edition desc limit 50
                        """)
                .param("organization", organizations.first().id())
                .param("kind", kind.name())
                .query((row, n) -> new LetterTemplate(
                        kind,
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
        return Stream.concat(kept.stream(), Stream.of(LetterTemplate.shipped(kind)))
                .toList();
    }

    /** Not kept: for a preview. */
    public LetterTemplate draft(LetterKind kind, String heading, String body) {
        return new LetterTemplate(kind, 0, heading.strip(), body.strip(), null, null);
    }

    /** @throws UnfitLetter that says what is wrong with it */
    @PreAuthorize(KEEPERS)
    @Transactional
    public void keep(LetterKind kind, String heading, String body) {
        var template = draft(kind, heading, body);
        template.check();
        var edition = jdbc.sql("""
                        insert into letter_template (organization_id, kind, edition, heading, body, author, saved_at)
                        select :organization, :kind, coalesce(max(edition), 0) + 1, :heading, :body, :author, :at
                        from letter_template where organization_id = :organization and kind = :kind
                        returning edition
                        """)
                .param("organization", organizations.first().id())
                .param("kind", kind.name())
                .param("heading", template.heading())
                .param("body", template.body())
                .param("author", CurrentPerson.get().username())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        events.publishEvent(new TemplateKept(kind, edition));
    }

    /** The letterhead in force. */
    public Blank blank() {
        return jdbc.sql("""
                        select edition, layout, name, requisites, logo_sha256, executor_mark, code_text from letter_blank
                        where organization_id = :organization order by edition desc limit 1
                        """)
                .param("organization", organizations.first().id())
                .query((row, n) -> new Blank(
                        row.getInt(1),
                        Blank.Layout.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Blank.ExecutorMark.valueOf(row.getString(6)),
                        row.getString(7)))
                .optional()
                .orElseGet(() -> Blank.of(organizations.first()));
    }

    /**
     * @param logo null keeps the one there is, empty takes it off
     * @throws UnfitLetter that says what is wrong
     */
    @PreAuthorize(KEEPERS)
    @Transactional
    public void keep(Blank blank, byte @Nullable [] logo) throws IOException {
        blank.check();
        var picture = logo == null ? blank().logo() : logo.length == 0 ? null : keptLogo(logo);
        var edition = jdbc.sql("""
                        insert into letter_blank (organization_id, edition, layout, name, requisites, logo_sha256, executor_mark, code_text, author, saved_at)
                        select :organization, coalesce(max(edition), 0) + 1, :layout, :name, :requisites, :logo, :mark, :code, :author, :at
                        from letter_blank where organization_id = :organization
                        returning edition
                        """)
                .param("organization", organizations.first().id())
                .param("layout", blank.layout().name())
                .param("name", blank.name().strip())
                .param("requisites", blank.requisites().strip())
                .param("logo", picture)
                .param("mark", blank.executorMark().name())
                .param("code", blank.codeText().strip())
                .param("author", CurrentPerson.get().username())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        events.publishEvent(new BlankKept(edition));
    }

    private String keptLogo(byte[] logo) throws IOException {
        checkLogo(logo);
        var document = store.put(logo);
        documents.keep(List.of(document));
        return document.sha256();
    }

    /** @throws UnfitLetter when it is no picture, or too big a one */
    static void checkLogo(byte[] logo) throws IOException {
        var type = MediaTypes.byContent(logo);
        if (logo.length > LARGEST_LOGO || !(type.equals("image/png") || type.equals("image/jpeg"))) {
            throw new UnfitLetter("Логотип — PNG или JPEG до 1 МБ");
        }
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(logo))) {
            var reader = ImageIO.getImageReaders(input).next();
            reader.setInput(input);
            var tooBig = reader.getWidth(0) > WIDEST_LOGO || reader.getHeight(0) > WIDEST_LOGO;
            if (tooBig || reader.read(0) == null) {
                throw new UnfitLetter("Логотип — до %d точек по стороне".formatted(WIDEST_LOGO));
            }
        } catch (IOException e) {
            throw new UnfitLetter("Логотип не открывается: файл повреждён");
        }
    }
}
