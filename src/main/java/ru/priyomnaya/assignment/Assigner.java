package ru.priyomnaya.assignment;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Appeals;

/** Gives each new appeal an executor by the rules (S1), or leaves it for a registrar. */
@Service
public class Assigner {
    private final Executors executors;
    private final Appeals appeals;
    private final People people;
    private final AssignmentRules rules;
    private final ApplicationEventPublisher events;

    Assigner(
            Executors executors,
            Appeals appeals,
            People people,
            AssignmentRules rules,
            ApplicationEventPublisher events) {
        this.executors = executors;
        this.appeals = appeals;
        this.people = people;
        this.rules = rules;
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
     * A registrar's choice.
     *
     * @throws NotAnExecutor when the person is unknown, disabled or has no such role
     */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional
    public void assign(UUID appealId, UUID executorId, @Nullable String comment) {
        var executor = people.findById(executorId)
                .filter(person ->
                        person.card().enabled() && person.card().roles().contains(Role.EXECUTOR))
                .orElseThrow(NotAnExecutor::new);
        assign(appeals.get(appealId), executor, comment);
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
