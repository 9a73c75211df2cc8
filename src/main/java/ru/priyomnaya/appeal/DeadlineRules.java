package ru.priyomnaya.appeal;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.priyomnaya.appeal.RegisterEvent.TermRuleEnded;
import ru.priyomnaya.appeal.RegisterEvent.TermRuleKept;
import ru.priyomnaya.calendar.Deadline;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.worktime.WorkCalendar;

/** The rules of terms (S2–S4 by default) and what they give. */
@Service
public class DeadlineRules {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String EDITORS = "hasAnyRole('ADMIN', 'DIRECTOR')";

    private final TermRules rules;
    private final EntityManager entities;
    private final WorkCalendar calendar;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile Snapshot snapshot = new Snapshot(Instant.MIN, List.of());

    DeadlineRules(
            TermRules rules,
            EntityManager entities,
            WorkCalendar calendar,
            Organizations organizations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.entities = entities;
        this.calendar = calendar;
        this.organizations = organizations;
        this.events = events;
        this.clock = clock;
    }

    private record Snapshot(Instant at, List<TermRule> rules) {}

    /** No rule fits; the office has ended the last one that did. */
    public static class NoRuleFits extends IllegalStateException {
        NoRuleFits(TermCriteria criteria, LocalDate day) {
            super("Нет правила срока: канал «%s», вид «%s», регистрация %s. Добавьте правило без условий"
                    .formatted(criteria.channel().inRussian(), criteria.kind().inRussian(), day));
        }
    }

    /**
     * The rule that governs: of those in force on the day of registration the one with the weightiest conditions, and of equals
     * the latest.
     *
     * @throws NoRuleFits when there is none
     */
    public TermRule of(TermCriteria criteria, LocalDate registered) {
        return choose(current(), criteria, registered).orElseThrow(() -> new NoRuleFits(criteria, registered));
    }

    static Optional<TermRule> choose(List<TermRule> among, TermCriteria criteria, LocalDate registered) {
        return among.stream()
                .filter(rule -> rule.governs(registered, criteria))
                .max(Comparator.comparingInt((TermRule rule) -> rule.form().weight())
                        .thenComparing(rule -> rule.form().validFrom())
                        .thenComparing(TermRule::id));
    }

    /** What an appeal received and registered that day gets. */
    public Deadline preview(TermCriteria criteria, LocalDate registered) {
        return of(criteria, registered).deadline(registered, registered, calendar.current());
    }

    /** What this rule would give, before anybody keeps it. */
    public Deadline tried(TermRule.Form form, LocalDate registered) {
        return form.deadlineRule().from(registered, calendar.current());
    }

    /** The rule under which an appeal was registered. */
    public Optional<TermRule> find(UUID id) {
        return current().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** In force or yet to be, by weight of their conditions. */
    @PreAuthorize("isAuthenticated()")
    public List<TermRule> inForce() {
        var today = today();
        return rules.findAll().stream()
                .filter(rule -> rule.isAheadOf(today))
                .sorted(Comparator.comparingInt((TermRule rule) -> -rule.form().weight())
                        .thenComparing(rule -> String.valueOf(rule.form().channel()))
                        .thenComparing(rule -> rule.form().validFrom()))
                .toList();
    }

    /**
     * Keeps a new rule.
     *
     * @param replaces the rule that ends the day before this one begins
     */
    @PreAuthorize(EDITORS)
    @Transactional
    public TermRule keep(TermRule.Form form, @Nullable UUID replaces) {
        var before = replaces == null ? null : get(replaces);
        if (before != null) {
            if (form.weight() > 0) {
                requireAnotherDefault(before);
            }
            before.end(form.validFrom().minusDays(1));
            rules.save(before);
        }
        var rule = rules.save(new TermRule(organizations.first().id(), form));
        events.publishEvent(new TermRuleKept(before == null ? null : before.form(), form));
        return rule;
    }

    /**
     * The rule governs no appeal registered after today.
     *
     * @throws IllegalStateException for the last rule without conditions: every appeal has a term
     */
    @PreAuthorize(EDITORS)
    @Transactional
    public void end(UUID id) {
        var rule = get(id);
        requireAnotherDefault(rule);
        rule.end(today());
        rules.save(rule);
        events.publishEvent(new TermRuleEnded(id, today()));
    }

    private void requireAnotherDefault(TermRule ending) {
        // Two people may end the last two at once: the second one looks when the first is done.
        entities.createNativeQuery("lock table deadline_rule in share row exclusive mode")
                .executeUpdate();
        var tomorrow = today().plusDays(1);
        var another = inForce().stream()
                .filter(rule -> !rule.id().equals(ending.id()))
                .anyMatch(rule -> rule.form().weight() == 0
                        && rule.validUntil() == null
                        && !rule.form().validFrom().isAfter(tomorrow));
        if (ending.form().weight() == 0 && !another) {
            throw new IllegalStateException("Это последнее правило без условий: срок должен быть у каждого обращения");
        }
    }

    @TransactionalEventListener
    void on(RegisterEvent changed) {
        snapshot = new Snapshot(Instant.MIN, List.of());
    }

    private TermRule get(UUID id) {
        return rules.findById(id).orElseThrow(() -> new IllegalArgumentException("Нет такого правила"));
    }

    private List<TermRule> current() {
        var now = clock.instant();
        var known = snapshot;
        if (known.at().isBefore(now.minus(FRESH))) {
            known = new Snapshot(now, rules.findAll());
            snapshot = known;
        }
        return known.rules();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), organizations.first().zone());
    }
}
