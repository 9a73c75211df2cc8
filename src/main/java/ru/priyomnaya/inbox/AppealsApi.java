package ru.priyomnaya.inbox;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.CaseDesk;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Classifier;
import ru.priyomnaya.appeal.DeadlineRules;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LinkRelation;
import ru.priyomnaya.appeal.Links;
import ru.priyomnaya.appeal.Questions;
import ru.priyomnaya.appeal.Registrar;
import ru.priyomnaya.appeal.TermCriteria;
import ru.priyomnaya.appeal.Topic;
import ru.priyomnaya.assignment.Assigner;

/** The register by API, with the rights of the screens. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize(Cards.READERS)
class AppealsApi {
    private final Register register;
    private final Cards cards;
    private final Files files;
    private final ByHand byHand;
    private final DeskFiles deskFiles;
    private final Assigner assigner;
    private final Registrar registrar;
    private final DeadlineRules rules;
    private final People people;
    private final CaseSteps steps;
    private final CaseDesk desk;
    private final Links links;
    private final Questions questions;
    private final Classifier classifier;

    AppealsApi(
            Register register,
            Cards cards,
            Files files,
            ByHand byHand,
            DeskFiles deskFiles,
            Assigner assigner,
            Registrar registrar,
            DeadlineRules rules,
            People people,
            CaseSteps steps,
            CaseDesk desk,
            Links links,
            Questions questions,
            Classifier classifier) {
        this.register = register;
        this.cards = cards;
        this.files = files;
        this.byHand = byHand;
        this.deskFiles = deskFiles;
        this.assigner = assigner;
        this.registrar = registrar;
        this.rules = rules;
        this.people = people;
        this.steps = steps;
        this.desk = desk;
        this.links = links;
        this.questions = questions;
        this.classifier = classifier;
    }

    /**
     * @param executor a user name, an id, or «me»
     * @param sort newest, oldest, deadline or number
     * @param exact words are searched as typed, likely mistakes included
     * @param size at most 200
     */
    @GetMapping("/appeals")
    Register.Page list(
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(defaultValue = "") String executor,
            @RequestParam(defaultValue = "") String due,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            @RequestParam(defaultValue = "newest") String sort,
            @RequestParam(defaultValue = "false") boolean exact,
            @ParameterObject MoreFilters more) {
        var filter =
                RegisterFilter.of().in(named(RegisterFilter.Sort.class, sort)).page(page, size);
        filter = channel == null ? filter : filter.and(Narrowing.channel(channel));
        filter = executor.isBlank() ? filter : filter.and(Narrowing.executor(personId(executor)));
        filter = due.isBlank()
                ? filter
                : filter.and(Narrowing.OPEN).and(named(Due.class, due).narrowing(register.today()));
        return register.page(more.narrow(filter).matching(q, exact), more.isCounted());
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ApiErrors.BadParameter(
                    type.getSimpleName().toLowerCase(Locale.ROOT), List.of(type.getEnumConstants()));
        }
    }

    private UUID personId(String named) {
        if (named.equals("me")) {
            return CurrentPerson.get().id();
        }
        return people.findByUsername(named)
                .map(Person::id)
                .or(() -> uuid(named))
                .orElse(new UUID(0, 0));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @GetMapping("/appeals/{id}")
    AppealDetails get(@PathVariable UUID id) {
        return cards.open(id);
    }

    @GetMapping("/appeals/{id}/attachments/{attachmentId}")
    ResponseEntity<byte[]> attachment(@PathVariable UUID id, @PathVariable UUID attachmentId) throws IOException {
        return files.attachment(id, attachmentId);
    }

    @GetMapping("/appeals/{id}/original")
    ResponseEntity<byte[]> original(@PathVariable UUID id) throws IOException {
        return files.original(id);
    }

    @PostMapping(path = "/appeals", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('REGISTRAR')")
    @ResponseStatus(HttpStatus.CREATED)
    AppealDetails enter(@RequestBody ByHand.Entry entry) {
        return cards.open(byHand.enter(entry, List.of()).id());
    }

    /** The same with scans. */
    @PostMapping(path = "/appeals", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @PreAuthorize("hasRole('REGISTRAR')")
    @ResponseStatus(HttpStatus.CREATED)
    AppealDetails enter(
            @ModelAttribute ByHand.Entry entry, @RequestParam(required = false) @Nullable List<MultipartFile> files)
            throws IOException {
        return cards.open(byHand.enter(entry, deskFiles.stored(files == null ? List.of() : files))
                .id());
    }

    /**
     * @param executor a user name or an id
     * @param coExecutors likewise; absent leaves them as they are
     */
    record Assignment(
            @Nullable String executor,
            @Nullable List<String> coExecutors,
            @Nullable String comment) {}

    @PostMapping("/appeals/{id}/assign")
    @PreAuthorize("hasRole('REGISTRAR')")
    AppealDetails assign(@PathVariable UUID id, @RequestBody Assignment assignment) {
        var coExecutors = assignment.coExecutors() == null
                ? null
                : assignment.coExecutors().stream().map(this::personId).collect(Collectors.toSet());
        assigner.assign(id, personId(orEmpty(assignment.executor())), coExecutors, assignment.comment());
        return cards.open(id);
    }

    /**
     * @param until the new last day; or {@code days} beyond the present one
     */
    record Extension(
            @Nullable LocalDate until,
            @Nullable Integer days,
            @Nullable String reason) {}

    /** For an appeal from ГИС ЖКХ it takes effect when ГИС ЖКХ has accepted it. */
    @PostMapping("/appeals/{id}/extend")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails extend(@PathVariable UUID id, @RequestBody Extension extension) {
        var until = extension.until() != null
                ? extension.until()
                : cards.due(id).plusDays(extension.days() == null ? 0 : extension.days());
        steps.extend(id, until, orEmpty(extension.reason()));
        return cards.open(id);
    }

    /**
     * @param receiver ОГРН, ОГРНИП or ИНН for an appeal from ГИС ЖКХ; the organisation's name otherwise
     * @param email where the cover letter goes; without it a person posts it to {@code address}
     */
    record Redirection(
            @Nullable String receiver,
            @Nullable String email,
            @Nullable String address,
            @Nullable String reason) {}

    /** For an appeal from ГИС ЖКХ it takes effect when ГИС ЖКХ has accepted it. */
    @PostMapping("/appeals/{id}/redirect")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails redirect(@PathVariable UUID id, @RequestBody Redirection redirection) {
        steps.redirect(
                id,
                orEmpty(redirection.receiver()),
                redirection.email(),
                redirection.address(),
                orEmpty(redirection.reason()));
        return cards.open(id);
    }

    /**
     * @param ground absent for ГИС ЖКХ's «ответ не требуется»
     * @param earlier number of the answered appeal, for ANSWERED_BEFORE
     */
    record Declining(
            @Nullable Ground ground,
            @Nullable String earlier,
            @Nullable String comment) {}

    @PostMapping("/appeals/{id}/decline")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails decline(@PathVariable UUID id, @RequestBody Declining declining) {
        steps.decline(
                id,
                declining.ground() == null ? Ground.NOT_REQUIRED : declining.ground(),
                declining.earlier(),
                declining.comment());
        return cards.open(id);
    }

    /**
     * @param to number or id of the appeal that leads
     * @param relation SAME, REPEAT or COLLECTIVE
     */
    record Linking(@Nullable String to, @Nullable LinkRelation relation) {}

    @PostMapping("/appeals/{id}/link")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails link(@PathVariable UUID id, @RequestBody Linking linking) {
        var relation = linking.relation() == null ? LinkRelation.SAME : linking.relation();
        var to = orEmpty(linking.to());
        uuid(to).ifPresentOrElse(leading -> links.link(id, leading, relation), () -> steps.link(id, to, relation));
        return cards.open(id);
    }

    /** {@code to} as it was linked; the relation does not matter. */
    @PostMapping("/appeals/{id}/unlink")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails unlink(@PathVariable UUID id, @RequestBody Linking linking) {
        links.unlink(id, uuid(orEmpty(linking.to())).orElse(new UUID(0, 0)));
        return cards.open(id);
    }

    /** @param topic name or id of one of the office's topics; absent for none */
    record Classification(
            @Nullable AppealKind kind, @Nullable String topic) {}

    @PostMapping("/appeals/{id}/classify")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails classify(@PathVariable UUID id, @RequestBody Classification as) {
        var topic = classifier.named(as.topic()).map(Topic::id).orElse(null);
        if (topic == null && as.topic() != null && !as.topic().isBlank()) {
            throw new IllegalArgumentException("Нет темы «%s»".formatted(as.topic()));
        }
        desk.classify(id, as.kind() == null ? AppealKind.APPEAL : as.kind(), topic);
        return cards.open(id);
    }

    /** @param executor a user name or an id */
    record Asked(@Nullable String text, @Nullable String executor) {}

    @PostMapping("/appeals/{id}/questions")
    @PreAuthorize(Cards.WORKERS)
    @ResponseStatus(HttpStatus.CREATED)
    AppealDetails ask(@PathVariable UUID id, @RequestBody Asked asked) {
        questions.add(id, orEmpty(asked.text()), asked.executor() == null ? null : personId(asked.executor()));
        return cards.open(id);
    }

    record Result(@Nullable String result) {}

    @PutMapping("/appeals/{id}/questions/{question}")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails answer(@PathVariable UUID id, @PathVariable UUID question, @RequestBody Result found) {
        questions.answer(question, orEmpty(found.result()));
        return cards.open(id);
    }

    record Remark(@Nullable String comment) {}

    /** The applicant took it back. */
    @PostMapping("/appeals/{id}/withdraw")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails withdraw(@PathVariable UUID id, @RequestBody Remark remark) {
        desk.withdraw(id, orEmpty(remark.comment()));
        return cards.open(id);
    }

    /** The comment is what the applicant reads. */
    @PostMapping("/appeals/{id}/interim")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails interim(@PathVariable UUID id, @RequestBody Remark remark) {
        desk.interim(id, orEmpty(remark.comment()));
        return cards.open(id);
    }

    /** Takes back a redirection, a refusal or a withdrawal. */
    @PostMapping("/appeals/{id}/reopen")
    @PreAuthorize("hasRole('REGISTRAR')")
    AppealDetails reopen(@PathVariable UUID id, @RequestBody Remark remark) {
        desk.reopen(id, orEmpty(remark.comment()));
        return cards.open(id);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @PostMapping("/appeals/{id}/close")
    @PreAuthorize(Cards.WORKERS)
    AppealDetails close(@PathVariable UUID id) {
        registrar.close(id);
        return cards.open(id);
    }

    @GetMapping("/deadlines/preview")
    Map<String, Object> preview(
            @RequestParam Channel channel,
            @RequestParam(required = false) @Nullable AppealKind kind,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(defaultValue = "PERSON") ApplicantType applicantType,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate received) {
        var deadline = rules.preview(
                new TermCriteria(
                        channel,
                        kind == null ? AppealKind.APPEAL : kind,
                        topic == null ? null : uuid(topic).orElse(null),
                        applicantType),
                received);
        return Map.of(
                "date", deadline.lastDay(),
                "rule", deadline.rule(),
                "basis", deadline.basis(),
                "provisional", deadline.provisional(),
                "explanation", deadline.explanation());
    }
}
