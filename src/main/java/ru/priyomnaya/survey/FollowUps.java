package ru.priyomnaya.survey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.Department;
import ru.priyomnaya.access.Departments;
import ru.priyomnaya.access.People;
import ru.priyomnaya.access.Person;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.FollowUpDone;
import ru.priyomnaya.appeal.AppealEvent.FollowUpOpened;
import ru.priyomnaya.appeal.AppealEvent.SurveyAnswered;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.rating.Ratings.AnswerRated;
import ru.priyomnaya.survey.FollowUp.State;

/** A mark of 1 or 2 opens one for the head of the executor's department; it is done when they have said what was done. */
@Service
class FollowUps {
    static final String READERS = "hasAnyRole('REGISTRAR', 'EXECUTOR', 'SIGNER', 'DIRECTOR', 'AUDITOR')";
    private static final int LOW = 2;
    private static final int LONGEST = 2000;

    private final Appeals appeals;
    private final People people;
    private final Departments departments;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FollowUps(
            Appeals appeals,
            People people,
            Departments departments,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appeals = appeals;
        this.people = people;
        this.departments = departments;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    public void on(AnswerRated rated) {
        open(rated.appealId(), rated.mark());
    }

    @EventListener
    @Transactional
    public void on(SurveyAnswered answered) {
        open(answered.appealId(), answered.lowest());
    }

    private void open(UUID appealId, @Nullable Integer mark) {
        if (mark == null || mark > LOW) {
            return;
        }
        var head = head(appeals.get(appealId));
        var id = UUID.randomUUID();
        var opened = jdbc.sql("""
                        insert into follow_up (id, appeal_id, mark, head_id, opened_at, state)
                        values (:id, :appeal, :mark, :head, :now, 'OPEN') on conflict (appeal_id) where state = 'OPEN' do nothing
                        """)
                .param("id", id)
                .param("appeal", appealId)
                .param("mark", mark)
                .param("head", head.orElse(null))
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (opened == 1) {
            events.publishEvent(
                    new FollowUpOpened(appealId, id, mark, head.map(Set::of).orElseGet(this::directors)));
        }
    }

    private Optional<UUID> head(Appeal appeal) {
        return appeal.executorId()
                .flatMap(people::findById)
                .map(executor -> executor.card().departmentId())
                .or(appeal::departmentId)
                .flatMap(departments::findById)
                .map(Department::headId);
    }

    private Set<UUID> directors() {
        return people.withAnyOf(Set.of(Role.DIRECTOR)).stream().map(Person::id).collect(Collectors.toSet());
    }

    /** Those of the person who looks, or all for who controls; the open ones first come first. */
    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public List<FollowUp> list(State state, int page, int size) {
        var me = CurrentPerson.get();
        return jdbc.sql("""
                        select f.*, a.number, a.subject,
                          nullif(concat_ws(' ', p.last_name, left(p.first_name, 1) || '.', left(p.middle_name, 1) || '.'), '') as head
                        from follow_up f join appeal a on a.id = f.appeal_id left join person p on p.id = f.head_id
                        where f.state = :state and (:all or f.head_id = :me) order by f.opened_at %s, f.id limit :size offset :skip
                        """.formatted(state == State.OPEN ? "" : "desc"))
                .param("state", state.name())
                .param("all", seesAll(me))
                .param("me", me.id())
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, n) -> followUp(row, me))
                .list();
    }

    @PreAuthorize(READERS)
    @Transactional(readOnly = true)
    public long count(State state) {
        var me = CurrentPerson.get();
        return jdbc.sql("select count(*) from follow_up f where f.state = :state and (:all or f.head_id = :me)")
                .param("state", state.name())
                .param("all", seesAll(me))
                .param("me", me.id())
                .query(Long.class)
                .single();
    }

    private static boolean seesAll(SignedIn me) {
        return me.helpsAnybody() || me.is(Role.AUDITOR) || me.is(Role.SIGNER);
    }

    private static FollowUp followUp(ResultSet row, SignedIn me) throws SQLException {
        var done = row.getObject("done_at", OffsetDateTime.class);
        var state = State.valueOf(row.getString("state"));
        return new FollowUp(
                row.getObject("id", UUID.class),
                row.getObject("appeal_id", UUID.class),
                row.getString("number"),
                row.getString("subject"),
                row.getInt("mark"),
                row.getString("head"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                state,
                done == null ? null : done.toInstant(),
                row.getString("done_by"),
                row.getString("what"),
                state == State.OPEN && mayClose(me, row.getObject("head_id", UUID.class)));
    }

    private static boolean mayClose(SignedIn me, @Nullable UUID head) {
        return me.is(Role.DIRECTOR) || me.id().equals(head);
    }

    /**
     * By the head it was opened for, or a director.
     *
     * @param what was done, at most 2 000 characters
     * @throws IllegalArgumentException when there is no such open one, or no word of what was done
     */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'SIGNER')")
    @Transactional
    public void done(UUID id, String what) {
        var said = what.strip().replace('\0', ' ');
        if (said.isEmpty() || said.length() > LONGEST) {
            throw new IllegalArgumentException("Напишите, что сделано, не длиннее %d знаков".formatted(LONGEST));
        }
        var one = jdbc.sql("select appeal_id, head_id from follow_up where id = :id and state = 'OPEN' for update")
                .param("id", id)
                .query((row, n) -> new Opened(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("Эта оценка уже разобрана"));
        if (!mayClose(CurrentPerson.get(), one.head())) {
            throw new AccessDeniedException("Разбор у другого начальника");
        }
        jdbc.sql("update follow_up set state = 'DONE', done_at = :now, done_by = :by, what = :what where id = :id")
                .param("now", OffsetDateTime.now(clock))
                .param("by", CurrentPerson.get().username())
                .param("what", said)
                .param("id", id)
                .update();
        events.publishEvent(new FollowUpDone(one.appeal(), id, said));
    }

    private record Opened(UUID appeal, @Nullable UUID head) {}
}
