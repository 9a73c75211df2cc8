package ru.priyomnaya.appeal;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Department;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.appeal.AppealEvent.LatenessExplained;
import ru.priyomnaya.appeal.CaseDesk.UnfitStep;
import ru.priyomnaya.organization.Organizations;

/** Why answers are late: said on the card by the executor, the head of the department or whoever assigns (S20). */
@Service
public class Lateness {
    private static final int LONGEST = 1000;

    private final Appeals appeals;
    private final Departments departments;
    private final Organizations organizations;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Lateness(
            Appeals appeals,
            Departments departments,
            Organizations organizations,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appeals = appeals;
        this.departments = departments;
        this.organizations = organizations;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** @param words what the reason alone does not say */
    public record Explanation(
            LatenessReason reason, @Nullable String words, Instant at, String author) {}

    /** Whether the answer left after the day that governs, or that day is over and none has left. */
    public boolean isLate(UUID appealId) {
        return jdbc.sql("select exists (select 1 from appeal a where a.id = :id and ((%s) or (%s)))"
                        .formatted(Outcome.LATE.condition(), Outcome.OVERDUE.condition()))
                .param("id", appealId)
                .param("zone", organizations.first().zone().getId())
                .param(
                        "today",
                        OffsetDateTime.ofInstant(
                                        clock.instant(), organizations.first().zone())
                                .toLocalDate())
                .query(Boolean.class)
                .single();
    }

    public Optional<Explanation> of(UUID appealId) {
        return jdbc.sql("select reason, words, at, author from lateness where appeal_id = :appeal")
                .param("appeal", appealId)
                .query((row, n) -> new Explanation(
                        LatenessReason.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        row.getString(4)))
                .optional();
    }

    /**
     * The latest word counts; the journal keeps all.
     *
     * @param words at most 1 000 characters; required for {@link LatenessReason#OTHER}
     * @throws UnfitStep when it is not late, or the words are missing or too long
     */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'SIGNER')")
    @Transactional
    public void explain(UUID appealId, LatenessReason reason, @Nullable String words) {
        requireOwn(appeals.get(appealId));
        var said = words == null || words.isBlank() ? null : words.strip().replace('\0', ' ');
        if (reason == LatenessReason.UNKNOWN || (reason == LatenessReason.OTHER && said == null)) {
            throw new UnfitStep("Напишите, почему ответ опоздал");
        }
        if (said != null && said.length() > LONGEST) {
            throw new UnfitStep("Не длиннее %d знаков, сейчас %d".formatted(LONGEST, said.length()));
        }
        if (!isLate(appealId)) {
            throw new UnfitStep("Срок этого обращения не нарушен");
        }
        jdbc.sql("""
                        insert into lateness (appeal_id, reason, words, at, author) values (:appeal, :reason, :words, :at, :author)
                        on conflict (appeal_id) do update set reason = excluded.reason, words = excluded.words, at = excluded.at,
                          author = excluded.author
                        """)
                .param("appeal", appealId)
                .param("reason", reason.name())
                .param("words", said)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("author", CurrentPerson.get().username())
                .update();
        events.publishEvent(new LatenessExplained(
                appealId, reason, said == null ? reason.inRussian() : reason.inRussian() + ": " + said));
    }

    private void requireOwn(Appeal appeal) {
        var me = CurrentPerson.get();
        var heads = appeal.departmentId().flatMap(departments::findById).map(Department::headId);
        if (!me.helpsAnybody()
                && !appeal.isOf(me.id())
                && !heads.filter(me.id()::equals).isPresent()) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
    }
}
