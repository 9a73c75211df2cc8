package ru.priyomnaya.privacy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.AppealEvent.AppealDepersonalized;
import ru.priyomnaya.document.DocumentDestruction;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.document.StoredDocument;
import ru.priyomnaya.gis.GisErasure;
import ru.priyomnaya.intake.ErasedKeys;
import ru.priyomnaya.journal.JournalErasure;
import ru.priyomnaya.search.SearchErasure;

/**
 * Takes the personal data out of one appeal, or one message, everywhere at once: one transaction, after which the files go. The
 * number, the days, the kind, the topic and the states stay, so that reports do not change.
 */
@Component
class Destruction {
    private static final byte[] PLACEHOLDER = "Персональные данные уничтожены\n".getBytes(StandardCharsets.UTF_8);

    private final DataMap map = DataMap.read();
    private final JdbcClient jdbc;
    private final DocumentStore store;
    private final Documents documents;
    private final DocumentDestruction files;
    private final JournalErasure journal;
    private final SearchErasure search;
    private final GisErasure gis;
    private final ErasedKeys keys;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Destruction(
            JdbcClient jdbc,
            DocumentStore store,
            Documents documents,
            DocumentDestruction files,
            JournalErasure journal,
            SearchErasure search,
            GisErasure gis,
            ErasedKeys keys,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.documents = documents;
        this.files = files;
        this.journal = journal;
        this.search = search;
        this.gis = gis;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param rows changed or deleted
     * @param documents given up, their bytes go next
     * @param entries of the journal that lost their words
     */
    record Tally(int rows, int documents, int entries) {}

    /** The document that stands where another stood: written before the transaction, or its bytes could be missing. */
    public StoredDocument placeholder() throws IOException {
        return store.put(PLACEHOLDER);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Tally appeal(UUID appeal, UUID erasure, StoredDocument placeholder) {
        var lexemes = search.lexemes(appeal);
        var messages = bounces(appeal);
        var entries = journal.ofAppeal(appeal, erasure);
        forgetSavedViews(appeal);
        var tally = erase(new UUID[] {appeal}, messages, erasure, placeholder, gis.forgetReadings(appeal), entries);
        search.forget(lexemes);
        events.publishEvent(new AppealDepersonalized(appeal, erasure));
        return tally;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Tally message(long intake, UUID erasure, StoredDocument placeholder) {
        return erase(new UUID[0], List.of(intake), erasure, placeholder, List.of(), 0);
    }

    private Tally erase(
            UUID[] appeals,
            List<Long> messages,
            UUID erasure,
            StoredDocument placeholder,
            List<String> alsoDocuments,
            int entriesBefore) {
        documents.keep(List.of(placeholder));
        var entries = entriesBefore + journal.about(namedInTheJournal(appeals, messages), erasure);
        var named = new HashSet<String>(alsoDocuments);
        var rows = 0;
        for (var place : map.places()) {
            for (var column : place.documents()) {
                named.addAll(of(
                                "select distinct %s from %s where %s and %1$s is not null"
                                        .formatted(column, place.table(), "(" + place.of() + ")"),
                                appeals,
                                messages)
                        .query(String.class)
                        .list());
            }
            rows += of(place.erasing(), appeals, messages)
                    .param("placeholder", placeholder.sha256())
                    .param("salt", keys.salt())
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        }
        named.remove(placeholder.sha256());
        return new Tally(rows, files.doom(named), entries);
    }

    private JdbcClient.StatementSpec of(String sql, UUID[] appeals, List<Long> messages) {
        return jdbc.sql(sql.replace("any(:appeals)", "any(cast(:appeals as uuid[]))")
                        .replace("any(:messages)", "any(cast(:messages as bigint[]))"))
                .param("appeals", appeals)
                .param("messages", messages.toArray(Long[]::new));
    }

    /** Reports that letters of this case came back: they name its addressee. */
    private List<Long> bounces(UUID appeal) {
        return jdbc.sql("""
                        select distinct (j.details::jsonb ->> 'intakeId')::bigint from journal_entry j
                        where j.appeal_id is null and j.event = 'BOUNCE_RECEIVED' and j.details not like '{"erased":%'
                          and exists (select 1 from delivery d where d.appeal_id = :appeal and d.reference is not null
                            and j.details like '%' || d.reference || '%')
                        """).param("appeal", appeal).query(Long.class).list();
    }

    /** Messages, scans and paper letters that entries without an appeal speak of. */
    private Set<String> namedInTheJournal(UUID[] appeals, List<Long> messages) {
        return new HashSet<>(of("""
                        select id::text from intake where appeal_id = any(:appeals) or id = any(:messages)
                        union all select s.id::text from scan s join answer w on w.id = s.answer_id where w.appeal_id = any(:appeals)
                        union all select l.id::text from paper_letter l join attachment t on t.sha256 = l.sha256 where t.appeal_id = any(:appeals)
                        """, appeals, messages).query(String.class).list());
    }

    /** A list that somebody keeps under the applicant's name or address. */
    private void forgetSavedViews(UUID appeal) {
        var marks = jdbc
                .sql(
                        "select last_name, email, phone, account, organization_name, postal_address from appeal where id = :id")
                .param("id", appeal)
                .query()
                .singleRow()
                .values()
                .stream()
                .filter(Objects::nonNull)
                .map(mark -> mark.toString().toLowerCase(Locale.ROOT))
                .filter(mark -> mark.length() > 2)
                .toList();
        var views = jdbc.sql("select id, name || ' ' || query from saved_view")
                .query((row, n) -> new View(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        for (var view : views) {
            if (marks.stream().anyMatch(view::names)) {
                jdbc.sql("delete from saved_view where id = :id")
                        .param("id", view.id())
                        .update();
            }
        }
    }

    private record View(UUID id, String text) {
        boolean names(String mark) {
            return plain().contains(mark);
        }

        private String plain() {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException notEncoded) {
                return text.toLowerCase(Locale.ROOT);
            }
        }
    }
}
