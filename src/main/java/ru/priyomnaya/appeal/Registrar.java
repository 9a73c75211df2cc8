package ru.priyomnaya.appeal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.appeal.AppealEvent.AppealClosed;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.appeal.AppealEvent.LetterJoined;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.WorkCalendar;

/** Enters appeals into the register [регистратор]. */
@Service
public class Registrar {
    private final Appeals appeals;
    private final CaseNotes notes;
    private final Numbering numbering;
    private final Classifier classifier;
    private final DeadlineRules rules;
    private final WorkCalendar calendar;
    private final Documents documents;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registrar(
            Appeals appeals,
            CaseNotes notes,
            Numbering numbering,
            Classifier classifier,
            DeadlineRules rules,
            WorkCalendar calendar,
            Documents documents,
            Organizations organizations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appeals = appeals;
        this.notes = notes;
        this.numbering = numbering;
        this.classifier = classifier;
        this.rules = rules;
        this.calendar = calendar;
        this.documents = documents;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Registers all of them or none, in their order, with consecutive numbers. The numbers are locked until the caller's
     * transaction ends, so nothing slow may follow.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Appeal> register(List<IncomingAppeal> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        documents.keep(batch.stream()
                .flatMap(incoming -> incoming.attachments().stream())
                .map(NewAttachment::document)
                .toList());
        var organization = organizations.first();
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, organization.zone());
        var sequence = numbering.take(organization.id(), today.getYear(), batch.size());
        var registered = new ArrayList<Appeal>(batch.size());
        for (var given : batch) {
            var named = classifier.named(given.topic());
            var incoming = usualKind(given, named);
            var channel = incoming.origin().channel();
            var number = numbering.format(today.getYear(), sequence++, channel);
            var topic = named.map(Topic::id).orElse(null);
            var rule = rules.of(TermCriteria.of(incoming, topic), today);
            var received = LocalDate.ofInstant(incoming.receivedAt(), organization.zone());
            var deadline = rule.deadline(today, received, calendar.current());
            var appeal = appeals.save(new Appeal(organization.id(), incoming, topic, number, rule, deadline, now));
            events.publishEvent(new AppealRegistered(appeal.id(), channel));
            registered.add(appeal);
        }
        return registered;
    }

    /** A channel that knows no kinds says «обращение»: the topic knows better. */
    private static IncomingAppeal usualKind(IncomingAppeal given, Optional<Topic> topic) {
        return given.kind() == AppealKind.APPEAL
                ? topic.map(one -> one.form().kind()).map(given::ofKind).orElse(given)
                : given;
    }

    /** Puts a further letter of the applicant into an open case. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void join(UUID appealId, IncomingAppeal letter) {
        documents.keep(
                letter.attachments().stream().map(NewAttachment::document).toList());
        var note = notes.save(new CaseNote(appealId, letter));
        appeals.get(appealId).addAttachments(note.id(), letter.attachments());
        events.publishEvent(new LetterJoined(appealId, note.id()));
    }

    /** Files an answered appeal. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void close(UUID appealId) {
        var appeal = appeals.get(appealId);
        var me = CurrentPerson.get();
        if (!me.helpsAnybody() && !appeal.isOf(me.id())) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
        var before = appeal.status();
        appeal.close();
        events.publishEvent(new AppealClosed(appealId, before));
    }
}
