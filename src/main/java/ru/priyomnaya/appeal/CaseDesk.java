package ru.priyomnaya.appeal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.AppealEvent.AppealClassified;
import ru.priyomnaya.appeal.AppealEvent.AppealNotConsidered;
import ru.priyomnaya.appeal.AppealEvent.AppealPassedOn;
import ru.priyomnaya.appeal.AppealEvent.AppealReopened;
import ru.priyomnaya.appeal.AppealEvent.DeadlineMoved;
import ru.priyomnaya.appeal.AppealEvent.GroundNoted;
import ru.priyomnaya.appeal.AppealEvent.InterimWritten;
import ru.priyomnaya.appeal.AppealEvent.TermExtended;
import ru.priyomnaya.appeal.AppealEvent.WithdrawalEntered;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.WorkCalendar;

/** What staff decide about an appeal besides answering it. Who is told of it, and how, the outbox knows. */
@Service
public class CaseDesk {
    private static final String STAFF = "hasAnyRole('REGISTRAR', 'EXECUTOR')";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final int LONGEST_TEXT = 2000;

    private final Appeals appeals;
    private final DeadlineRules rules;
    private final WorkCalendar calendar;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;

    CaseDesk(
            Appeals appeals,
            DeadlineRules rules,
            WorkCalendar calendar,
            Organizations organizations,
            ApplicationEventPublisher events) {
        this.appeals = appeals;
        this.rules = rules;
        this.calendar = calendar;
        this.organizations = organizations;
        this.events = events;
    }

    /** The step cannot be taken as it is described; the API answers 422. */
    public static class UnfitStep extends IllegalArgumentException {
        UnfitStep(String sentence) {
            super(sentence);
        }
    }

    /**
     * What the rules allow for one appeal.
     *
     * @param latestExtension the last day to which the term may be extended; null when it may not be any more
     * @param extensionBy whose right that is
     * @param redirectUntil the last day for passing it on (59-ФЗ, ст. 8, ч. 3)
     * @param interimDue the day on which the applicant is owed word of how it goes
     * @param registerUntil the last day for registering it; it may lie before the day it was registered
     */
    public record Limits(
            @Nullable LocalDate latestExtension,
            Role extensionBy,
            String extension,
            LocalDate redirectUntil,
            @Nullable LocalDate interimDue,
            LocalDate registerUntil) {}

    /** Empty for appeals registered before there were rules. */
    public Optional<Limits> limits(Appeal appeal) {
        return appeal.termRuleId().flatMap(rules::find).map(TermRule::form).map(rule -> {
            var zone = organizations.first().zone();
            var registered = LocalDate.ofInstant(appeal.registeredAt(), zone);
            var latest = rule.latestExtension(appeal.firstDeadline(), calendar.current());
            var possible = appeal.extensions() < rule.extensionTimes()
                    && latest.isAfter(appeal.deadline().lastDay());
            return new Limits(
                    possible ? latest : null,
                    rule.extensionBy(),
                    rule.extensionInRussian(),
                    registered.plusDays(rule.redirectDays()),
                    rule.interimDays() == null ? null : registered.plusDays(rule.interimDays()),
                    LocalDate.ofInstant(appeal.receivedAt(), zone).plusDays(rule.registrationDays()));
        });
    }

    /**
     * Makes the term longer; the applicant is told with the reason (S2, S3).
     *
     * @throws UnfitStep when the rule does not allow that day, or there is no reason
     */
    @PreAuthorize(STAFF)
    @Transactional
    public void extend(UUID appealId, LocalDate until, String reason) {
        var appeal = requireUnsigned(appealId, "продлить срок");
        requireNotFromGis(appeal);
        requireText(reason, "причину продления");
        var limits = limits(appeal).orElseThrow(() -> new UnfitStep("У обращения нет правила срока: продлить нельзя"));
        requireRight(limits.extensionBy());
        if (limits.latestExtension() == null) {
            throw new UnfitStep("Правило не позволяет продлить срок ещё раз: " + limits.extension());
        }
        var before = appeal.deadline().lastDay();
        if (!until.isAfter(before) || until.isAfter(limits.latestExtension())) {
            throw new UnfitStep("Новый срок — позже %s и не позже %s (%s)"
                    .formatted(DAY.format(before), DAY.format(limits.latestExtension()), limits.extension()));
        }
        appeal.extendUntil(until, "Продлён до %s: %s".formatted(DAY.format(until), reason.strip()));
        events.publishEvent(new TermExtended(appealId, before, until, reason.strip()));
    }

    /**
     * Passes it on; the receiver gets a cover letter with the appeal, the applicant is told (59-ФЗ, ст. 8, ч. 3).
     *
     * @throws UnfitStep when there is no reason
     */
    @PreAuthorize(STAFF)
    @Transactional
    public void redirect(UUID appealId, Receiver receiver, String reason) {
        var appeal = requireUnsigned(appealId, "перенаправить");
        requireNotFromGis(appeal);
        requireText(reason, "почему обращение передаётся");
        var before = appeal.status();
        appeal.redirect();
        events.publishEvent(new AppealPassedOn(appealId, before, receiver, reason.strip()));
    }

    /**
     * Ends it without an answer, on a ground.
     *
     * @param earlier the answered appeal, for {@link Ground#ANSWERED_BEFORE} alone
     * @throws UnfitStep when the ground and the rest do not fit together
     */
    @PreAuthorize(STAFF)
    @Transactional
    public void decline(UUID appealId, Ground ground, @Nullable UUID earlier, @Nullable String comment) {
        var appeal = requireUnsigned(appealId, "оставить без рассмотрения");
        requireNotFromGis(appeal);
        if (ground == Ground.NOT_REQUIRED) {
            throw new UnfitStep("«Ответ не требуется» бывает только у обращений из ГИС ЖКХ");
        }
        requireEarlier(ground, earlier, appeal);
        requireFits(comment);
        var before = appeal.status();
        appeal.decline(ground);
        events.publishEvent(new AppealNotConsidered(appealId, before, ground, earlier, blankToNull(comment)));
    }

    /** Remembers the ground of a decision that the channel itself has to accept first; the appeal stays open until then. */
    @PreAuthorize(STAFF)
    @Transactional
    public void noteGround(UUID appealId, Ground ground) {
        requireUnsigned(appealId, "оставить без рассмотрения").note(ground);
        events.publishEvent(new GroundNoted(appealId, ground));
    }

    private void requireEarlier(Ground ground, @Nullable UUID earlier, Appeal appeal) {
        if (ground != Ground.ANSWERED_BEFORE) {
            return;
        }
        var answered = Optional.ofNullable(earlier)
                .flatMap(appeals::findById)
                .filter(one ->
                        !one.id().equals(appeal.id()) && !one.registeredAt().isAfter(appeal.registeredAt()))
                .filter(one -> one.status() == AppealStatus.SENT || one.status() == AppealStatus.CLOSED);
        if (answered.isEmpty()) {
            throw new UnfitStep("Назовите обращение, на которое уже ответили по существу");
        }
    }

    /**
     * Says what it is and what it is about. When another rule fits and the term has not been extended, the deadline is counted
     * anew from the day of registration.
     */
    @PreAuthorize(STAFF)
    @Transactional
    public void classify(UUID appealId, AppealKind kind, @Nullable UUID topicId) {
        var appeal = requireUnsigned(appealId, "изменить вид и тему");
        var kindBefore = appeal.kind();
        var topicBefore = appeal.topicId().orElse(null);
        if (kind == kindBefore && Objects.equals(topicId, topicBefore)) {
            return;
        }
        appeal.classify(kind, topicId);
        events.publishEvent(new AppealClassified(appealId, kindBefore, kind, topicBefore, topicId));
        var zone = organizations.first().zone();
        var registered = LocalDate.ofInstant(appeal.registeredAt(), zone);
        var rule = rules.of(
                new TermCriteria(
                        appeal.origin().channel(),
                        kind,
                        topicId,
                        appeal.applicant().type()),
                registered);
        var before = appeal.deadline().lastDay();
        if (!appeal.termRuleId().equals(Optional.of(rule.id())) && before.equals(appeal.firstDeadline())) {
            appeal.governedBy(
                    rule,
                    rule.deadline(registered, LocalDate.ofInstant(appeal.receivedAt(), zone), calendar.current()));
            events.publishEvent(new DeadlineMoved(
                    appealId, before, appeal.deadline().lastDay(), "другой вид или тема, другое правило"));
        }
    }

    /** The applicant took it back, by whatever way they said so; they get word that it has ended. */
    @PreAuthorize(STAFF)
    @Transactional
    public void withdraw(UUID appealId, String comment) {
        var appeal = requireUnsigned(appealId, "отметить отзыв");
        requireNotFromGis(appeal);
        requireText(comment, "когда и как заявитель отозвал обращение");
        var before = appeal.status();
        appeal.withdraw();
        events.publishEvent(new WithdrawalEntered(appealId, before, comment.strip()));
    }

    /** Tells the applicant how it goes; the term runs on. */
    @PreAuthorize(STAFF)
    @Transactional
    public void interim(UUID appealId, String text) {
        var appeal = requireUnsigned(appealId, "написать промежуточный ответ");
        requireNotFromGis(appeal);
        requireText(text, "текст промежуточного ответа");
        events.publishEvent(new InterimWritten(appealId, text.strip()));
    }

    /** Takes back a decision not to answer. The term was running all the time. */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void reopen(UUID appealId, String reason) {
        var appeal = appeals.get(appealId);
        requireNotFromGis(appeal);
        requireText(reason, "почему решение отменяется");
        var before = appeal.status();
        appeal.reopen();
        events.publishEvent(new AppealReopened(appealId, before, reason.strip()));
    }

    /** Whose own it is, or who helps anybody. */
    void requireOwn(Appeal appeal) {
        var me = CurrentPerson.get();
        if (!me.helpsAnybody() && !appeal.isOf(me.id())) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
    }

    /** An open case of the person's own in which no answer is signed yet. */
    Appeal requireUnsigned(UUID appealId, String action) {
        var appeal = appeals.get(appealId);
        requireOwn(appeal);
        if (!appeal.status().isOpen() || appeal.status() == AppealStatus.SIGNED) {
            throw new ForbiddenTransition(action, appeal.status());
        }
        return appeal;
    }

    private static void requireNotFromGis(Appeal appeal) {
        if (appeal.origin().channel() == Channel.GIS) {
            throw new UnfitStep("Для обращения из ГИС ЖКХ это решение принимает или передаёт сама ГИС ЖКХ");
        }
    }

    private static void requireRight(Role least) {
        var me = CurrentPerson.get();
        var allowed = switch (least) {
            case DIRECTOR -> me.is(Role.DIRECTOR) || me.is(Role.ADMIN);
            case REGISTRAR -> me.helpsAnybody();
            case EXECUTOR, SIGNER, IT, AUDITOR, ADMIN -> true; // as for any step; the form offers only the first three
        };
        if (!allowed) {
            throw new AccessDeniedException("По правилу срок продлевает " + least.inRussian());
        }
    }

    private static void requireText(String text, String what) {
        if (text.isBlank()) {
            throw new UnfitStep("Напишите " + what);
        }
        requireFits(text);
    }

    private static void requireFits(@Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new UnfitStep("Не длиннее %d знаков, сейчас %d".formatted(LONGEST_TEXT, text.length()));
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
