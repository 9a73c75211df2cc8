package ru.priyomnaya.disclosure;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.RegisterEvent.DisclosurePrepared;
import ru.priyomnaya.appeal.RegisterEvent.DisclosurePublished;
import ru.priyomnaya.appeal.RegisterEvent.DisclosureWithdrawn;
import ru.priyomnaya.organization.Organizations;

/** A person publishes what they have read: the figures are kept first, read, and published as they were kept (decision 0032). */
@Service
class Publication {
    private static final int FIRST_YEAR = 2000;
    private static final int LONGEST = 1000;

    private final Reports reports;
    private final Editions editions;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;

    Publication(Reports reports, Editions editions, Organizations organizations, ApplicationEventPublisher events) {
        this.reports = reports;
        this.editions = editions;
        this.organizations = organizations;
        this.events = events;
    }

    /** There is no such version. */
    static class NoSuchEdition extends IllegalArgumentException {
        NoSuchEdition() {
            super("Такой версии нет");
        }
    }

    @PreAuthorize(Reports.READERS)
    @Transactional(readOnly = true)
    public List<Edition> all() {
        return editions.all();
    }

    /** A version with what it says. */
    record Read(Edition edition, PublicDisclosure content) {}

    @PreAuthorize(Reports.READERS)
    @Transactional(readOnly = true)
    public Read read(UUID id) {
        return new Read(get(id), editions.content(id));
    }

    private Edition get(UUID id) {
        return editions.find(id).orElseThrow(NoSuchEdition::new);
    }

    /**
     * Counts the year and keeps it as the year's draft, in place of an earlier draft.
     *
     * @throws IllegalArgumentException for a year that has not begun
     */
    @PreAuthorize("hasRole('DIRECTOR')")
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public Edition prepare(int year) {
        if (year < FIRST_YEAR || year > reports.today().getYear()) {
            throw new IllegalArgumentException(
                    "Год — от %d до %d".formatted(FIRST_YEAR, reports.today().getYear()));
        }
        var span = Span.of(year);
        var report = reports.of(span.from(), span.until(), null);
        var draft = editions.draft(
                PublicDisclosure.of(year, organizations.first().name(), report),
                CurrentPerson.get().username());
        events.publishEvent(new DisclosurePrepared(year, draft.edition(), draft.sha256()));
        return draft;
    }

    /** @throws IllegalArgumentException when it is no draft any more, or the comment is longer than 1 000 characters */
    @PreAuthorize("hasRole('DIRECTOR')")
    @Transactional
    public void publish(UUID id, @Nullable String comment) {
        var edition = get(id);
        var said = comment == null || comment.isBlank() ? null : fit(comment);
        if (!editions.publish(id, CurrentPerson.get().username(), said)) {
            throw new IllegalArgumentException("Эта версия уже не черновик");
        }
        events.publishEvent(new DisclosurePublished(edition.year(), edition.edition(), edition.sha256(), said));
    }

    /** @throws IllegalArgumentException when it is not published, or the reason is missing or longer than 1 000 characters */
    @PreAuthorize("hasRole('DIRECTOR')")
    @Transactional
    public void withdraw(UUID id, String reason) {
        var edition = get(id);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Напишите, почему снимаете с публикации");
        }
        if (!editions.withdraw(id, CurrentPerson.get().username(), fit(reason))) {
            throw new IllegalArgumentException("Эта версия не опубликована");
        }
        events.publishEvent(new DisclosureWithdrawn(edition.year(), edition.edition(), reason.strip()));
    }

    private static String fit(String text) {
        var said = text.strip().replace('\0', ' ');
        if (said.length() > LONGEST) {
            throw new IllegalArgumentException("Не длиннее %d знаков, сейчас %d".formatted(LONGEST, said.length()));
        }
        return said;
    }
}
