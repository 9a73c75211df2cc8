package ru.priyomnaya.inbox;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.DataAccess;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.answer.Answer;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Enclosures;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.AppealRead;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Applicant;
import ru.priyomnaya.appeal.Attachment;
import ru.priyomnaya.appeal.CaseDesk;
import ru.priyomnaya.appeal.CaseNotes;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.Links;
import ru.priyomnaya.appeal.Questions;
import ru.priyomnaya.appeal.Topic;
import ru.priyomnaya.appeal.Visibility;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.journal.Journal;
import ru.priyomnaya.rating.Ratings;
import ru.priyomnaya.review.Repeats;
import ru.priyomnaya.review.Suggestions;

/** Puts a card together. Opening one is an event. */
@Service
class Cards {
    private static final Logger log = LoggerFactory.getLogger(Cards.class);
    static final String READERS = "hasAnyRole('REGISTRAR', 'EXECUTOR', 'SIGNER', 'DIRECTOR', 'AUDITOR')";

    /** Work on an appeal; whose it is, the desks ask. */
    static final String WORKERS = "hasAnyRole('REGISTRAR', 'EXECUTOR')";

    /** Attach what is signed, and send it. */
    static final String SENDERS = "hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER')";

    /** May be asked to approve. */
    static final String DECIDERS = "hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR')";

    private final Antivirus antivirus;
    private final Appeals appeals;
    private final CaseNotes notes;
    private final Answers answers;
    private final Enclosures enclosures;
    private final People people;
    private final CaseDesk desk;
    private final Links linked;
    private final Classifier classifier;
    private final Questions questions;
    private final Repeats repeats;
    private final Suggestions suggestions;
    private final Outbox outbox;
    private final Ratings ratings;
    private final Visibility visibility;
    private final DataAccess access;
    private final Journal journal;
    private final EventSentences sentences;
    private final Assigner assigner;
    private final Register register;
    private final ApplicationEventPublisher events;

    Cards(
            Antivirus antivirus,
            Appeals appeals,
            CaseNotes notes,
            Answers answers,
            Enclosures enclosures,
            People people,
            CaseDesk desk,
            Links linked,
            Classifier classifier,
            Questions questions,
            Repeats repeats,
            Suggestions suggestions,
            Outbox outbox,
            Ratings ratings,
            Visibility visibility,
            DataAccess access,
            Journal journal,
            EventSentences sentences,
            Assigner assigner,
            Register register,
            ApplicationEventPublisher events) {
        this.antivirus = antivirus;
        this.appeals = appeals;
        this.notes = notes;
        this.answers = answers;
        this.enclosures = enclosures;
        this.people = people;
        this.desk = desk;
        this.linked = linked;
        this.classifier = classifier;
        this.questions = questions;
        this.repeats = repeats;
        this.suggestions = suggestions;
        this.outbox = outbox;
        this.ratings = ratings;
        this.visibility = visibility;
        this.access = access;
        this.journal = journal;
        this.sentences = sentences;
        this.assigner = assigner;
        this.register = register;
        this.events = events;
    }

    @PreAuthorize(READERS)
    @Transactional
    public AppealDetails open(UUID id) {
        events.publishEvent(new AppealRead(id));
        return details(appeals.get(id));
    }

    /** What was done to the appeal, reading it aside, after the first {@code known} events. */
    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public List<AppealDetails.Event> changes(UUID id, int known) {
        visibility.require(id);
        return events(journal.changes(id, known));
    }

    /** Who could answer, for whoever assigns. */
    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public List<Assigner.Proposal> proposed(UUID id) {
        return assigner.proposed(appeals.get(id));
    }

    private List<AppealDetails.Event> events(List<Journal.Line> lines) {
        return lines.stream()
                .map(line -> new AppealDetails.Event(
                        line.at(), line.actor(), line.event().name(), sentences.of(line), line.details()))
                .toList();
    }

    LocalDate today() {
        return register.today();
    }

    /** The last day of our own term. */
    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public LocalDate due(UUID id) {
        return appeals.get(id).deadline().lastDay();
    }

    private AppealDetails details(Appeal appeal) {
        var deadline = appeal.deadline();
        var others = noticed(appeal, () -> visibility.seen(repeats.of(appeal), Repeats.Other::appealId));
        return new AppealDetails(
                appeal.id(),
                appeal.number().text(),
                appeal.registeredAt(),
                appeal.receivedAt(),
                appeal.origin().channel(),
                appeal.origin().externalId(),
                appeal.kind(),
                appeal.topic(),
                appeal.topicId().flatMap(classifier::find).map(Topic::name).orElse(null),
                masked(appeal.applicant()),
                appeal.subject(),
                appeal.text(),
                appeal.html() != null,
                files(appeal),
                appeal.status(),
                appeal.executorId()
                        .flatMap(people::findById)
                        .map(Cards::executor)
                        .orElse(null),
                appeal.coExecutors().stream()
                        .flatMap(person -> people.findById(person).stream())
                        .map(Cards::executor)
                        .toList(),
                new AppealDetails.Term(
                        deadline.lastDay(),
                        deadline.rule(),
                        deadline.basis(),
                        deadline.explanation(),
                        deadline.provisional(),
                        appeal.extensions(),
                        ChronoUnit.DAYS.between(register.today(), appeal.due())),
                appeal.channelDeadline().orElse(null),
                appeal.channelDeadlineBasis(),
                appeal.due(),
                appeal.ground().orElse(null),
                desk.limits(appeal).orElse(null),
                appeal.desiredAnswer(),
                links(appeal),
                others,
                appeal.status().isOpen() ? noticed(appeal, () -> suggestions.of(appeal, others)) : List.of(),
                questions.of(appeal.id()).stream().map(this::question).toList(),
                notes.findByAppealIdOrderByReceivedAt(appeal.id()).stream()
                        .map(note -> new AppealDetails.Note(
                                note.id(),
                                note.receivedAt(),
                                access.contact(note.sender()),
                                note.subject(),
                                note.text()))
                        .toList(),
                answers.findByAppealIdOrderByCreatedAt(appeal.id()).stream()
                        .map(answer -> answer(answer, appeal))
                        .toList(),
                outbox.of(appeal.id()),
                ratings.of(appeal.id()),
                events(journal.of(appeal.id())));
    }

    private Applicant masked(Applicant who) {
        return access.isMasked()
                ? new Applicant(
                        who.type(),
                        access.name(who.lastName()),
                        access.name(who.firstName()),
                        access.name(who.middleName()),
                        access.name(who.organizationName()),
                        access.contact(who.inn()),
                        access.contact(who.email()),
                        access.contact(who.phone()),
                        access.place(who.postalAddress()),
                        access.contact(who.account()))
                : who;
    }

    /** What the program notices is a help: a text that confuses it must not keep the card shut. */
    private static <T> List<T> noticed(Appeal appeal, Supplier<List<T>> look) {
        try {
            return look.get();
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException | StackOverflowError e) {
            log.error("Подсказки к обращению {} не составлены", appeal.id(), e);
            return List.of();
        }
    }

    private AppealDetails.Question question(Questions.Question question) {
        var executor = Optional.ofNullable(question.executor()).flatMap(people::findById);
        return new AppealDetails.Question(
                question.id(),
                question.text(),
                executor.map(Person::shortName).orElse(null),
                CurrentPerson.get().id().equals(question.executor()),
                question.result());
    }

    private List<AppealDetails.File> files(Appeal appeal) {
        var checks = antivirus.of(
                appeal.attachments().stream().map(Attachment::sha256).toList());
        return appeal.attachments().stream()
                .map(file -> new AppealDetails.File(
                        file.id(),
                        file.name(),
                        file.mediaType(),
                        file.size(),
                        file.sha256(),
                        file.isInline(),
                        file.noteId(),
                        checks.get(file.sha256())))
                .toList();
    }

    private static AppealDetails.Executor executor(Person person) {
        return new AppealDetails.Executor(
                person.id(),
                person.username(),
                person.shortName(),
                person.card().phone());
    }

    private List<AppealDetails.Link> links(Appeal appeal) {
        var links = new ArrayList<AppealDetails.Link>();
        appeal.repliesTo()
                .flatMap(appeals::findById)
                .ifPresent(earlier -> links.add(
                        new AppealDetails.Link(earlier.id(), earlier.number().text(), "REPLY_TO", "переписка", true)));
        for (var link : linked.of(appeal.id())) {
            links.add(new AppealDetails.Link(
                    link.appealId(),
                    link.number(),
                    link.relation().name(),
                    link.relation().inRussian(),
                    link.leads()));
        }
        return visibility.seen(links, AppealDetails.Link::appealId);
    }

    private AppealDetails.AnswerView answer(Answer answer, Appeal appeal) {
        return new AppealDetails.AnswerView(
                answer.id(),
                answer.status(),
                answer.text(),
                answer.version(),
                answer.savedAt(),
                answer.returnComment(),
                answer.copySha256().isPresent(),
                answer.round(),
                enclosures.of(answer.id()),
                answer.scanSha256()
                        .map(scan -> List.of(new AppealDetails.Document(
                                "Ответ № " + appeal.number() + ".pdf", "application/pdf", scan, answer.scanPages())))
                        .orElse(List.of()),
                answer.signerId()
                        .flatMap(people::findById)
                        .map(signer -> new AppealDetails.Signature(
                                signer.shortName(),
                                answer.approvedAt().orElse(null),
                                answer.signatureOwner() == null
                                        ? null
                                        : answer.signatureOwner() + ", № " + answer.signatureSerial(),
                                answer.signatureUntil(),
                                answer.signatureSha256().orElse(null)))
                        .orElse(null));
    }
}
