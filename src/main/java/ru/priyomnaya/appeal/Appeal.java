package ru.priyomnaya.appeal;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.calendar.Deadline;

/** One appeal [обращение] in the register. Its state changes only by the guarded methods below. */
@Entity
@Table(name = "appeal")
@DynamicUpdate
public class Appeal {
    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Column(nullable = false)
    private UUID organizationId;

    @Embedded
    private RegistrationNumber number;

    @Embedded
    private Origin origin;

    @Embedded
    private Applicant applicant;

    @Embedded
    private Term term;

    @Column(name = "deadline_rule_id")
    private @Nullable UUID termRuleId;

    @Column(name = "deadline_first", nullable = false)
    private LocalDate firstDeadline;

    private int extensions;

    private @Nullable LocalDate channelDeadline;

    private @Nullable String channelDeadlineBasis;

    @Column(nullable = false)
    private Instant receivedAt;

    @Column(nullable = false)
    private Instant registeredAt;

    /** When what names the applicant was destroyed; the erasure alone writes it. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant erasedAt;

    @Enumerated(EnumType.STRING)
    private AppealKind kind;

    private @Nullable String topic;

    private @Nullable UUID topicId;

    @Column(nullable = false)
    private String subject;

    @Column(nullable = false)
    private String text;

    private @Nullable String html;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel desiredAnswer;

    private @Nullable String consent;

    private @Nullable UUID repliesTo;

    @Enumerated(EnumType.STRING)
    private AppealStatus status;

    /** Where it stood when it ended without an answer, for the day that turns out to be a mistake. */
    @Enumerated(EnumType.STRING)
    private @Nullable AppealStatus endedFrom;

    @Enumerated(EnumType.STRING)
    private @Nullable Ground ground;

    private @Nullable UUID executorId;

    private @Nullable UUID departmentId;

    @ElementCollection
    @CollectionTable(name = "appeal_co_executor", joinColumns = @JoinColumn(name = "appeal_id"))
    @Column(name = "person_id")
    private Set<UUID> coExecutors = new HashSet<>();

    @OneToMany(mappedBy = "appeal", cascade = CascadeType.PERSIST)
    @OrderBy("position")
    private List<Attachment> attachments = new ArrayList<>();

    protected Appeal() {}

    Appeal(
            UUID organizationId,
            IncomingAppeal incoming,
            @Nullable UUID topicId,
            RegistrationNumber number,
            TermRule rule,
            Deadline deadline,
            Instant now) {
        this.id = Ids.next();
        this.organizationId = organizationId;
        this.number = number;
        this.origin = incoming.origin();
        this.applicant = incoming.applicant();
        this.term = Term.of(deadline);
        this.termRuleId = rule.id();
        this.firstDeadline = deadline.lastDay();
        this.receivedAt = incoming.receivedAt();
        this.registeredAt = now;
        this.kind = incoming.kind();
        this.topic = incoming.topic();
        this.topicId = topicId;
        this.subject = incoming.subject();
        this.text = incoming.text();
        this.html = incoming.html();
        this.desiredAnswer = incoming.desiredAnswer();
        this.consent = incoming.consent();
        this.repliesTo = incoming.repliesTo();
        this.status = AppealStatus.REGISTERED;
        for (var file : incoming.attachments()) {
            attachments.add(new Attachment(this, null, attachments.size(), file));
        }
    }

    /**
     * Gives the appeal to an executor; a started answer goes on with the new one.
     *
     * @throws ForbiddenTransition when it is with a signer, or ended
     */
    public void assign(UUID executor, @Nullable UUID department) {
        require(
                "назначить исполнителя",
                EnumSet.of(AppealStatus.REGISTERED, AppealStatus.ASSIGNED, AppealStatus.IN_WORK));
        executorId = executor;
        departmentId = department;
        if (status == AppealStatus.REGISTERED) {
            status = AppealStatus.ASSIGNED;
        }
    }

    /** The executor has begun an answer; again for one that was returned. */
    public void startWork() {
        require("начать ответ", EnumSet.of(AppealStatus.ASSIGNED, AppealStatus.IN_WORK, AppealStatus.ON_APPROVAL));
        status = AppealStatus.IN_WORK;
    }

    public void submitForApproval() {
        require("отправить на согласование", EnumSet.of(AppealStatus.IN_WORK));
        status = AppealStatus.ON_APPROVAL;
    }

    /** The signed scan is attached; a better scan may replace it until something has left. */
    public void sign() {
        require("приложить подписанный скан", EnumSet.of(AppealStatus.ON_APPROVAL, AppealStatus.SIGNED));
        status = AppealStatus.SIGNED;
    }

    /** The other side has accepted the answer. What ended otherwise meanwhile stays ended. */
    public void markSent() {
        if (status.isEndedWithoutAnswer()) {
            return;
        }
        require("отметить отправку", EnumSet.of(AppealStatus.SIGNED, AppealStatus.SENT));
        status = AppealStatus.SENT;
    }

    /** What was sent came back: the term runs again. What ended otherwise meanwhile stays ended. */
    public void reopenAfterBounce() {
        if (status.isEndedWithoutAnswer()) {
            return;
        }
        require("вернуть в работу", EnumSet.of(AppealStatus.SENT, AppealStatus.SIGNED, AppealStatus.CLOSED));
        status = AppealStatus.SIGNED;
    }

    /** Files an answered appeal [списать в дело]. */
    public void close() {
        require("закрыть", EnumSet.of(AppealStatus.SENT));
        status = AppealStatus.CLOSED;
    }

    /** Taken back by the applicant. */
    void withdraw() {
        end("отметить отзыв", AppealStatus.WITHDRAWN);
    }

    /** Passed to another organisation. */
    void redirect() {
        end("перенаправить", AppealStatus.REDIRECTED);
    }

    private void end(String action, AppealStatus newStatus) {
        require(action, AppealStatus.open());
        endedFrom = status;
        status = newStatus;
    }

    private void goOn() {
        status = endedFrom != null ? endedFrom : executorId == null ? AppealStatus.REGISTERED : AppealStatus.ASSIGNED;
        endedFrom = null;
    }

    /** Came back from another organisation. */
    void comeBack() {
        require("вернуть в работу", EnumSet.of(AppealStatus.REDIRECTED));
        goOn();
    }

    /** The decision to end it without an answer was a mistake; a started answer goes on. */
    void reopen() {
        require("вернуть в работу", EnumSet.of(AppealStatus.REDIRECTED, AppealStatus.DECLINED, AppealStatus.WITHDRAWN));
        goOn();
        ground = null;
    }

    /** The same as another, which leads. */
    void link() {
        end("объединить", AppealStatus.LINKED);
    }

    void unlink() {
        require("отделить", EnumSet.of(AppealStatus.LINKED));
        goOn();
    }

    /** Another last day because of a joined appeal; not an extension. */
    void bringForward(LocalDate lastDay, String explanation) {
        require("изменить срок", AppealStatus.open());
        term = term.extendedUntil(lastDay, explanation);
    }

    /** Ended without an answer. */
    void decline() {
        decline(ground == null ? Ground.NOT_REQUIRED : ground);
    }

    void decline(Ground why) {
        end("оставить без ответа", AppealStatus.DECLINED);
        ground = why;
    }

    /** Why it is going to end without an answer. */
    void note(Ground why) {
        ground = why;
    }

    /** Answered past this program, in the channel's own cabinet. */
    void answeredElsewhere() {
        require("отметить ответ", AppealStatus.open());
        status = AppealStatus.SENT;
    }

    /** A later last day, with a line that explains it. */
    void extendUntil(LocalDate lastDay, String explanation) {
        require("продлить срок", AppealStatus.open());
        term = term.extendedUntil(lastDay, explanation);
        extensions++;
    }

    /** The calendar has changed: the same rule gives another day. Extended terms stay as they were promised. */
    void recount(Deadline deadline) {
        require("пересчитать срок", AppealStatus.open());
        term = Term.of(deadline);
        firstDeadline = deadline.lastDay();
    }

    /** What it is and what it is about, as a person says; the deadline is the one of the rule that now fits. */
    void classify(AppealKind newKind, @Nullable UUID newTopic) {
        require("изменить вид и тему", AppealStatus.open());
        kind = newKind;
        topicId = newTopic;
    }

    void governedBy(TermRule rule, Deadline deadline) {
        recount(deadline);
        termRuleId = rule.id();
    }

    void nameOrganization(String name, @Nullable String inn) {
        applicant = applicant.named(name, inn);
    }

    /** Another reading of the same message. */
    void reread(String newSubject, String newText, @Nullable String newHtml) {
        require("прочитать в другой кодировке", AppealStatus.open());
        subject = IncomingAppeal.fit(newSubject, IncomingAppeal.LONGEST_SUBJECT);
        text = IncomingAppeal.fit(newText, IncomingAppeal.LONGEST_TEXT);
        html = newHtml == null ? null : IncomingAppeal.fit(newHtml, Integer.MAX_VALUE);
    }

    /** The person who truly asks; answers go to them. */
    void isFrom(Applicant another) {
        require("назвать другого заявителя", AppealStatus.open());
        applicant = another;
        origin = new Origin(origin.channel(), origin.externalId(), null);
    }

    /** The same person, written rightly; also after the end of the case, for whoever asks what is kept about them. */
    void isWritten(Applicant rightly) {
        applicant = rightly;
    }

    /** The day by which the channel itself wants an answer; the earlier of the two deadlines governs. */
    void channelTerm(@Nullable LocalDate lastDay, @Nullable String basis) {
        channelDeadline = lastDay;
        channelDeadlineBasis = basis;
    }

    void continues(UUID earlier) {
        repliesTo = earlier;
    }

    private void require(String action, Set<AppealStatus> allowed) {
        if (!allowed.contains(status)) {
            throw new ForbiddenTransition(action, status);
        }
    }

    void addAttachments(@Nullable UUID noteId, List<NewAttachment> files) {
        for (var file : files) {
            attachments.add(new Attachment(this, noteId, attachments.size(), file));
        }
    }

    public UUID id() {
        return id;
    }

    public RegistrationNumber number() {
        return number;
    }

    public Origin origin() {
        return origin;
    }

    public Applicant applicant() {
        return applicant;
    }

    public Deadline deadline() {
        return term.toDeadline();
    }

    /** The rule that gave the deadline; empty for what came before there were rules. */
    public Optional<UUID> termRuleId() {
        return Optional.ofNullable(termRuleId);
    }

    /** The last day before any extension. */
    public LocalDate firstDeadline() {
        return firstDeadline;
    }

    /** How often the term has been extended. */
    public int extensions() {
        return extensions;
    }

    /** The day by which the channel itself wants an answer (ГИС ЖКХ: ExecutionEndDate). */
    public Optional<LocalDate> channelDeadline() {
        return Optional.ofNullable(channelDeadline);
    }

    public @Nullable String channelDeadlineBasis() {
        return channelDeadlineBasis;
    }

    /** The day that governs: the earlier of our deadline and the channel's. */
    public LocalDate due() {
        var ours = term.lastDay();
        return channelDeadline == null || ours.isBefore(channelDeadline) ? ours : channelDeadline;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public Instant registeredAt() {
        return registeredAt;
    }

    public AppealKind kind() {
        return kind;
    }

    public @Nullable String topic() {
        return topic;
    }

    /** What the office calls it; {@link #topic()} is what the applicant did. */
    public Optional<UUID> topicId() {
        return Optional.ofNullable(topicId);
    }

    public String subject() {
        return subject;
    }

    public String text() {
        return text;
    }

    public @Nullable String html() {
        return html;
    }

    boolean isErased() {
        return erasedAt != null;
    }

    public AppealStatus status() {
        return status;
    }

    /** Why it is not considered. */
    public Optional<Ground> ground() {
        return Optional.ofNullable(ground);
    }

    public Optional<UUID> executorId() {
        return Optional.ofNullable(executorId);
    }

    /** Whether this person answers it, alone or with others. */
    public boolean isOf(UUID person) {
        return person.equals(executorId) || coExecutors.contains(person);
    }

    /** Who works on it beside the responsible executor [соисполнители]. */
    public Set<UUID> coExecutors() {
        return Set.copyOf(coExecutors);
    }

    /** @param people the responsible executor is not one of them */
    public void share(Set<UUID> people) {
        require(
                "назначить соисполнителей",
                EnumSet.of(AppealStatus.REGISTERED, AppealStatus.ASSIGNED, AppealStatus.IN_WORK));
        coExecutors.retainAll(people);
        coExecutors.addAll(people);
        coExecutors.remove(executorId);
    }

    public Optional<UUID> departmentId() {
        return Optional.ofNullable(departmentId);
    }

    /** The version of the personal data consent that came with it. */
    public @Nullable String consent() {
        return consent;
    }

    /** The earlier appeal whose correspondence this one continues. */
    public Optional<UUID> repliesTo() {
        return Optional.ofNullable(repliesTo);
    }

    public List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    /** The way the answer goes: as the applicant named, else as the appeal came (S13). */
    public Channel answerChannel() {
        return desiredAnswer == null ? origin.channel() : desiredAnswer;
    }

    /** Whether the applicant has a page or a cabinet where they see how it stands. */
    public boolean isFollowedOnline() {
        return EnumSet.of(Channel.WEBSITE, Channel.ACCOUNT, Channel.GIS).contains(answerChannel());
    }

    public @Nullable Channel desiredAnswer() {
        return desiredAnswer;
    }

    /** Where e-mail for the applicant goes: the address that asked for answers, else the one they gave. */
    public Optional<String> emailAddress() {
        return Optional.ofNullable(origin.replyTo()).or(() -> Optional.ofNullable(applicant.email()));
    }
}
