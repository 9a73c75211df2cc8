package ru.priyomnaya.answer;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.answer.AnswerEvent.AnswerApproved;
import ru.priyomnaya.answer.AnswerEvent.AnswerEndorsed;
import ru.priyomnaya.answer.AnswerEvent.AnswerRecalled;
import ru.priyomnaya.answer.AnswerEvent.AnswerReturned;
import ru.priyomnaya.answer.AnswerEvent.AnswerSubmitted;
import ru.priyomnaya.answer.Visa.Decision;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;

/**
 * Rounds of approval: those who are asked say yes, in order or all at once, then a person with the right to sign does. Each
 * «вернуть» ends the round with a comment; the next one begins from the start and shows what has changed.
 */
@Service
@EnableConfigurationProperties(AnswerProperties.class)
public class Approvals {
    private static final String STAFF = "hasAnyRole('EXECUTOR', 'REGISTRAR', 'SIGNER', 'DIRECTOR')";
    private static final int MOST_APPROVERS = 10;

    private final Answers answers;
    private final Appeals appeals;
    private final Visas visas;
    private final SigningRights rights;
    private final ApprovedLetters letters;
    private final People people;
    private final AnswerProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Approvals(
            Answers answers,
            Appeals appeals,
            Visas visas,
            SigningRights rights,
            ApprovedLetters letters,
            People people,
            AnswerProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.answers = answers;
        this.appeals = appeals;
        this.visas = visas;
        this.rights = rights;
        this.letters = letters;
        this.people = people;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whom to ask.
     *
     * @param approvers before the signature, in order; at most 10
     * @param inParallel all of them at once
     * @param signer null for anybody with the right
     */
    public record Route(
            List<UUID> approvers,
            boolean inParallel,
            @Nullable UUID signer) {
        public static final Route ANY_SIGNER = new Route(List.of(), false, null);
    }

    /** Begins a round. */
    @PreAuthorize(AnswerDesk.WRITERS)
    @Transactional
    public void submit(UUID answerId, Route route) {
        var answer = answers.get(answerId);
        var appeal = appeals.get(answer.appealId());
        Hands.requireOwn(appeal);
        check(route, appeal);
        answer.submit(route.inParallel());
        appeal.submitForApproval();
        visas.keep(
                answerId,
                new Visas.Version(
                        answer.round(), answer.text(), CurrentPerson.get().username(), clock.instant()));
        int position = 1;
        for (var approver : route.approvers()) {
            visas.ask(answerId, answer.round(), position++, approver, false);
        }
        if (route.signer() != null) {
            visas.ask(answerId, answer.round(), position, route.signer(), true);
        }
        events.publishEvent(new AnswerSubmitted(answer.appealId(), answerId));
    }

    private void check(Route route, Appeal appeal) {
        var asked = route.approvers();
        if (asked.stream().anyMatch(Objects::isNull)
                || asked.size() > MOST_APPROVERS
                || asked.stream().distinct().count() != asked.size()) {
            throw new Answer.UnfitAnswer("Согласующих — не больше %d, каждый один раз".formatted(MOST_APPROVERS));
        }
        for (var person : asked) {
            person(person);
        }
        var signer = route.signer();
        if (signer != null && asked.contains(signer)) {
            throw new Answer.UnfitAnswer("Подписывающий не может быть и согласующим");
        }
        if (signer != null && rights.of(signer, appeal).isEmpty()) {
            throw new Answer.UnfitAnswer(
                    "Нет права подписи на такое обращение: " + person(signer).shortName());
        }
    }

    private Person person(UUID id) {
        return people.findById(id)
                .filter(one -> one.card().enabled())
                .orElseThrow(() -> new Answer.UnfitAnswer("Такого сотрудника нет"));
    }

    /**
     * Says yes: as one of those who are asked, or as the signer when all of them have.
     *
     * @param version that the person has read, or null to approve knowingly whatever it is
     * @throws ObjectOptimisticLockingFailureException when the text has changed since: the API answers 409
     */
    @PreAuthorize(STAFF)
    @Transactional
    public void approve(UUID answerId, @Nullable Long version) throws IOException {
        var answer = answers.get(answerId);
        if (version != null && version != answer.version()) {
            throw new ObjectOptimisticLockingFailureException(Answer.class, answerId);
        }
        answer.requireOnApproval("согласовать");
        var me = CurrentPerson.get();
        var round = roundOf(answer);
        var asked = round.stream()
                .filter(visa -> visa.personId().equals(me.id()) && !visa.signs() && visa.decision() == null)
                .findFirst();
        if (asked.isPresent()) {
            endorse(answer, asked.get(), round);
        } else {
            sign(answer, round, me);
        }
    }

    private void endorse(Answer answer, Visa visa, List<Visa> round) {
        var waiting = round.stream()
                .filter(other -> !other.signs() && other.decision() == null && other.position() < visa.position())
                .toList();
        if (!answer.isInParallel() && !waiting.isEmpty()) {
            throw waitsFor(waiting);
        }
        visas.decide(answer.id(), answer.round(), visa.personId(), false, Decision.APPROVED, null, clock.instant());
        events.publishEvent(new AnswerEndorsed(answer.appealId(), answer.id()));
    }

    private void sign(Answer answer, List<Visa> round, SignedIn me) throws IOException {
        if (!me.is(Role.SIGNER)) {
            throw new AccessDeniedException("Подписывают те, у кого есть право подписи");
        }
        var waiting = round.stream()
                .filter(other -> !other.signs() && other.decision() == null)
                .toList();
        if (!waiting.isEmpty()) {
            throw waitsFor(waiting);
        }
        var named = round.stream().filter(Visa::signs).findFirst();
        if (named.isPresent() && !named.get().personId().equals(me.id())) {
            throw waitsFor(List.of(named.get()));
        }
        var appeal = appeals.get(answer.appealId());
        requireRight(me, appeal, answer);
        var now = clock.instant();
        visas.decide(answer.id(), answer.round(), me.id(), true, Decision.APPROVED, null, now);
        answer.approve(me.id(), now);
        answers.saveAndFlush(answer);
        letters.keep(answer);
        events.publishEvent(new AnswerApproved(answer.appealId(), answer.id(), me.id()));
    }

    private void requireRight(SignedIn me, Appeal appeal, Answer answer) {
        var mine = answer.authorId().equals(me.id())
                || appeal.executorId().filter(me.id()::equals).isPresent();
        if (mine && !properties.selfApproval()) {
            throw new NoRightToSign(
                    "Свой ответ подписывает другой: так задано в настройках (priyomnaya.answer.self-approval)");
        }
        if (rights.of(me.id(), appeal).isEmpty()) {
            throw new NoRightToSign(
                    "Нет действующего права подписи на такое обращение. Его заводит администратор: «Правила», «Право подписи»");
        }
    }

    private AwaitsOthers waitsFor(List<Visa> visas) {
        return new AwaitsOthers(visas.stream()
                .map(visa ->
                        people.findById(visa.personId()).map(Person::shortName).orElse("?"))
                .collect(Collectors.joining(", ")));
    }

    /** Somebody else has to say yes first; the API answers 409. */
    public static class AwaitsOthers extends IllegalStateException {
        AwaitsOthers(String names) {
            super("Сначала согласует: " + names);
        }
    }

    /** @param comment what to change; shown to the executor */
    @PreAuthorize(STAFF)
    @Transactional
    public void giveBack(UUID answerId, String comment) {
        if (comment.isBlank()) {
            throw new Answer.UnfitAnswer("Напишите, что исправить");
        }
        var answer = answers.get(answerId);
        var me = CurrentPerson.get();
        var asked = roundOf(answer).stream()
                .filter(visa -> visa.personId().equals(me.id()))
                .findFirst();
        if (asked.isEmpty() && !me.is(Role.SIGNER)) {
            throw new AccessDeniedException("Вернуть может тот, кого спросили, или подписывающий");
        }
        answer.giveBack(comment);
        visas.decide(
                answerId,
                answer.round(),
                me.id(),
                asked.map(Visa::signs).orElse(true),
                Decision.RETURNED,
                comment,
                clock.instant());
        appeals.get(answer.appealId()).startWork();
        events.publishEvent(new AnswerReturned(answer.appealId(), answerId, comment));
    }

    /** The writer takes it back to change it; nobody has to answer any more. */
    @PreAuthorize(AnswerDesk.WRITERS)
    @Transactional
    public void recall(UUID answerId) {
        var answer = answers.get(answerId);
        var appeal = appeals.get(answer.appealId());
        Hands.requireOwn(appeal);
        answer.recall();
        appeal.startWork();
        events.publishEvent(new AnswerRecalled(answer.appealId(), answerId));
    }

    private List<Visa> roundOf(Answer answer) {
        return visas.of(answer.id()).stream()
                .filter(visa -> visa.round() == answer.round())
                .toList();
    }

    /** Of all rounds, in order. */
    @PreAuthorize("isAuthenticated()")
    public List<Visa> of(UUID answerId) {
        return visas.of(answerId);
    }

    /** What has changed since the round before; empty in the first one. */
    @PreAuthorize("isAuthenticated()")
    public List<TextChange> changes(UUID answerId) {
        var versions = visas.versions(answerId);
        if (versions.size() < 2) {
            return List.of();
        }
        return TextChange.between(
                versions.get(versions.size() - 2).text(),
                versions.get(versions.size() - 1).text());
    }

    /** Whether it is the turn of the person who asks. */
    @PreAuthorize("isAuthenticated()")
    public boolean mayDecide(UUID answerId) {
        var answer = answers.get(answerId);
        if (answer.status() != AnswerStatus.ON_APPROVAL) {
            return false;
        }
        var me = CurrentPerson.get();
        var turn = turn(answer);
        var signs = turn.stream().allMatch(Visa::signs);
        return (!signs || me.is(Role.SIGNER))
                && (turn.isEmpty()
                        || turn.stream().anyMatch(visa -> visa.personId().equals(me.id())));
    }

    /**
     * Who can say yes or no since the last step and could not before.
     *
     * @param first the last step was the submission
     */
    public Set<UUID> whoseTurnBegins(UUID answerId, boolean first) {
        var answer = answers.get(answerId);
        if (answer.status() != AnswerStatus.ON_APPROVAL) {
            return Set.of();
        }
        var turn = turn(answer);
        if (turn.isEmpty()) {
            var appeal = appeals.get(answer.appealId());
            return people.withAnyOf(Set.of(Role.SIGNER)).stream()
                    .map(Person::id)
                    .filter(person -> rights.of(person, appeal).isPresent())
                    .collect(Collectors.toSet());
        }
        var knew = !first && answer.isInParallel() && !turn.get(0).signs();
        return knew ? Set.of() : turn.stream().map(Visa::personId).collect(Collectors.toSet());
    }

    /** Those who are asked now; nobody when anybody with the right may sign. */
    private List<Visa> turn(Answer answer) {
        var open =
                roundOf(answer).stream().filter(visa -> visa.decision() == null).toList();
        var approvers = open.stream().filter(visa -> !visa.signs()).toList();
        if (approvers.isEmpty()) {
            return open;
        }
        return answer.isInParallel() ? approvers : approvers.subList(0, 1);
    }
}
