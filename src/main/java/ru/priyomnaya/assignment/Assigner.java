package ru.priyomnaya.assignment;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.priyomnaya.access.AccessEvent;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.AppealAssigned;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.appeal.AppealEvent.AppealShared;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.RegisterEvent.SubstitutionEnded;
import ru.priyomnaya.appeal.RegisterEvent.SubstitutionKept;
import ru.priyomnaya.assignment.Substitutions.Substitution;

/** Gives each new appeal an executor by the rules (S1), or leaves it for a registrar. */
@Service
public class Assigner {
    private static final int MOST_PROPOSED = 3;

    private final Executors executors;
    private final Appeals appeals;
    private final People people;
    private final AssignmentRules rules;
    private final Substitutions substitutions;
    private final ApplicationEventPublisher events;

    Assigner(
            Executors executors,
            Appeals appeals,
            People people,
            AssignmentRules rules,
            Substitutions substitutions,
            ApplicationEventPublisher events) {
        this.executors = executors;
        this.appeals = appeals;
        this.people = people;
        this.rules = rules;
        this.substitutions = substitutions;
        this.events = events;
    }

    @EventListener
    void on(AppealRegistered registered) {
        var appeal = appeals.get(registered.appealId());
        if (!appeal.status().isOpen() || appeal.executorId().isPresent()) {
            return; // the channel has told already how it stands
        }
        byCorrespondence(appeal).or(() -> byRules(appeal)).ifPresent(executor -> {
            assign(appeal, executor, null);
            executors.given(executor.id());
        });
    }

    @TransactionalEventListener
    void on(AccessEvent.PersonChanged changed) {
        executors.forget();
    }

    @TransactionalEventListener
    void on(AccessEvent.PersonAdded added) {
        executors.forget();
    }

    /** Who answered the earlier letter answers the next one. */
    private Optional<Person> byCorrespondence(Appeal appeal) {
        return appeal.repliesTo()
                .flatMap(appeals::findById)
                .flatMap(Appeal::executorId)
                .flatMap(executors::find);
    }

    private Optional<Person> byRules(Appeal appeal) {
        return executors.rules().stream()
                .filter(rule -> rule.matches(appeal))
                .flatMap(rule -> executorBy(rule.form()).stream())
                .findFirst();
    }

    private Optional<Person> executorBy(AssignmentRule.RuleForm rule) {
        return rule.executorId() != null
                ? executors.find(rule.executorId())
                : Optional.ofNullable(rule.departmentId()).flatMap(executors::leastLoaded);
    }

    /**
     * Who could answer.
     *
     * @param lately how many of the last fifty appeals of the topic were theirs
     * @param load open appeals that they have
     */
    public record Proposal(Person person, long lately, long load) {}

    /** At most three, the most fitting first; the person decides. */
    @PreAuthorize("hasRole('REGISTRAR')")
    public List<Proposal> proposed(Appeal appeal) {
        return executors.proposed(appeal.topicId().orElse(null)).stream()
                .limit(MOST_PROPOSED)
                .toList();
    }

    /**
     * A registrar's choice; again with a comment, it is an instruction.
     *
     * @param coExecutors null leaves them as they are
     * @throws NotAnExecutor when the person is unknown, disabled or has no such role
     */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void assign(UUID appealId, UUID executorId, @Nullable Set<UUID> coExecutors, @Nullable String comment) {
        var executor = requireExecutor(executorId);
        var appeal = appeals.get(appealId);
        var others = coExecutors == null ? appeal.coExecutors() : coExecutors;
        var sharedAnew = !others.equals(appeal.coExecutors());
        if (!sharedAnew || !appeal.executorId().equals(Optional.of(executorId))) {
            assign(appeal, executor, comment);
        }
        if (sharedAnew) {
            others.forEach(this::requireExecutor);
            var before = appeal.coExecutors();
            appeal.share(others);
            events.publishEvent(new AppealShared(appealId, before, appeal.coExecutors(), comment));
        }
    }

    private Person requireExecutor(UUID id) {
        return people.findById(id)
                .filter(person ->
                        person.card().enabled() && person.card().roles().contains(Role.EXECUTOR))
                .orElseThrow(NotAnExecutor::new);
    }

    /**
     * From the first day to the last new appeals go to the substitute.
     *
     * @param handOver gives the open ones, too, now
     * @throws IllegalArgumentException when the days or the people do not fit
     */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void substitute(Substitution one, boolean handOver) {
        if (one.until().isBefore(one.from()) || one.person().equals(one.substitute())) {
            throw new IllegalArgumentException("Укажите двух разных людей и дни от и до");
        }
        requireExecutor(one.person());
        var substitute = requireExecutor(one.substitute());
        substitutions.keep(one);
        executors.forget();
        if (handOver) {
            substitutions.openOf(one.person()).stream()
                    .map(appeals::get)
                    .forEach(appeal -> assign(appeal, substitute, "Замещение: " + substitute.shortName()));
        }
        events.publishEvent(new SubstitutionKept(one.person(), one.substitute(), one.from(), one.until()));
    }

    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void endSubstitution(UUID id) {
        substitutions.remove(id);
        executors.forget();
        events.publishEvent(new SubstitutionEnded(id));
    }

    /**
     * The channel's own cabinet has named a performer who is one of ours. Joins the caller's transaction; changes nothing when
     * somebody has begun to answer.
     */
    public void assignedElsewhere(UUID appealId, UUID executorId, String comment) {
        var appeal = appeals.get(appealId);
        executors
                .find(executorId)
                .filter(executor -> !appeal.isOf(executor.id()))
                .filter(executor -> EnumSet.of(AppealStatus.REGISTERED, AppealStatus.ASSIGNED)
                        .contains(appeal.status()))
                .ifPresent(executor -> assign(appeal, executor, comment));
    }

    private void assign(Appeal appeal, Person executor, @Nullable String comment) {
        var before = appeal.executorId().orElse(null);
        appeal.assign(executor.id(), executor.card().departmentId());
        events.publishEvent(new AppealAssigned(appeal.id(), before, executor.id(), comment));
    }

    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public void keepRule(AssignmentRule rule) {
        rules.save(rule);
        executors.forget();
    }

    @PreAuthorize("hasRole('ADMIN')")
    @Transactional
    public void removeRule(UUID id) {
        rules.deleteById(id);
        executors.forget();
    }

    public List<AssignmentRule> allRules() {
        return rules.findAllByOrderByPosition();
    }

    /** The person cannot be an executor; the API answers 422. */
    public static class NotAnExecutor extends IllegalArgumentException {
        NotAnExecutor() {
            super("Это не исполнитель: нет такого человека, он отключён или у него нет роли «Исполнитель»");
        }
    }
}
