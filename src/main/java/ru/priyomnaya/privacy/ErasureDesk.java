package ru.priyomnaya.privacy;

import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ResponseStatus;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.SignedIn;
import ru.priyomnaya.appeal.RegisterEvent.ErasureConfirmed;
import ru.priyomnaya.appeal.RegisterEvent.ErasureProposed;
import ru.priyomnaya.appeal.RegisterEvent.ErasureRejected;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.privacy.Erasure.Ground;
import ru.priyomnaya.privacy.Erasure.Item;
import ru.priyomnaya.privacy.Erasure.State;

/** Destruction with four eyes: one proposes, another confirms, the program carries it out and writes the act. */
@Service
class ErasureDesk {
    static final String WHO = "hasAnyRole('DIRECTOR', 'ADMIN')";
    static final String READERS = "hasAnyRole('DIRECTOR', 'ADMIN', 'AUDITOR')";
    private static final int MOST = 5_000;
    private static final int LONGEST = 500;
    private static final int BY_TERM = 500;

    private final Erasures erasures;
    private final Obstacles obstacles;
    private final Documents documents;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ErasureDesk(
            Erasures erasures,
            Obstacles obstacles,
            Documents documents,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.erasures = erasures;
        this.obstacles = obstacles;
        this.documents = documents;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** No erasure has this id; answered with 404. */
    @ResponseStatus(HttpStatus.NOT_FOUND)
    static class NoSuchErasure extends RuntimeException {
        NoSuchErasure() {
            super("Такого предложения нет");
        }
    }

    /**
     * @param appeals and {@code messages} by id, {@value #MOST} together at most
     * @param reason without names: it stays in the act
     * @param early whether also what must still be kept by term goes; not for {@link Ground#TERM_OVER}
     */
    @PreAuthorize(WHO)
    @Transactional
    public UUID propose(Ground ground, String reason, boolean early, List<UUID> appeals, List<Long> messages) {
        var count = appeals.size() + messages.size();
        if (count == 0) {
            throw new IllegalArgumentException("Отметьте, что уничтожить");
        }
        if (count > MOST) {
            throw new IllegalArgumentException("За один раз — не больше %d".formatted(MOST));
        }
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new IllegalArgumentException("Напишите причину, не длиннее %d знаков".formatted(LONGEST));
        }
        if (early && ground == Ground.TERM_OVER) {
            throw new IllegalArgumentException(
                    "По истечении срока раньше срока не уничтожают: выберите другое основание");
        }
        var known = jdbc.sql(
                        "select (select count(*) from appeal where id = any(cast(:appeals as uuid[]))) + (select count(*) from intake where id = any(cast(:messages as bigint[])))")
                .param("appeals", appeals.toArray(UUID[]::new))
                .param("messages", messages.toArray(Long[]::new))
                .query(Integer.class)
                .single();
        if (known
                != appeals.stream().distinct().count()
                        + messages.stream().distinct().count()) {
            throw new IllegalArgumentException("Не всё отмеченное есть в реестре");
        }
        return insert(
                ground,
                reason.strip(),
                early,
                appeals.stream().distinct().toList(),
                messages.stream().distinct().toList());
    }

    private UUID insert(Ground ground, String reason, boolean early, List<UUID> appeals, List<Long> messages) {
        var count = appeals.size() + messages.size();
        var erasure = new Erasure(
                UUID.randomUUID(),
                0,
                ground,
                reason,
                early,
                State.PROPOSED,
                CurrentPerson.find().map(SignedIn::id).orElse(null),
                clock.instant(),
                null,
                null,
                null,
                null,
                null,
                count);
        erasures.insert(erasure, appeals, messages);
        events.publishEvent(new ErasureProposed(erasure.id(), ground.name(), count));
        return erasure.id();
    }

    /** By the program, for people to agree; returns how many appeals and messages, 0 while an earlier proposal is open. */
    @Transactional
    int proposeByTerm() {
        if (erasures.isProposed(Ground.TERM_OVER)) {
            return 0;
        }
        var candidates = candidates(BY_TERM);
        if (candidates.isEmpty()) {
            return 0;
        }
        insert(Ground.TERM_OVER, "Срок хранения истёк", false, candidates.appeals(), candidates.messages());
        return candidates.appeals().size() + candidates.messages().size();
    }

    /**
     * What the program has proposed becomes the proposal of the first who agrees; the second confirms it.
     *
     * @throws IllegalStateException for the one who proposed, and when somebody has decided
     */
    @PreAuthorize(WHO)
    @Transactional
    public void confirm(UUID id) {
        var me = CurrentPerson.get().id();
        var proposed = get(id);
        if (proposed.proposedBy() == null && erasures.adopt(id, me)) {
            events.publishEvent(new ErasureProposed(id, proposed.ground().name(), proposed.items()));
            return;
        }
        if (me.equals(get(id).proposedBy())) {
            throw new IllegalStateException("Подтверждает другой человек, не тот, кто предложил");
        }
        decide(id, State.CONFIRMED, me, null);
        events.publishEvent(new ErasureConfirmed(id));
    }

    @PreAuthorize(WHO)
    @Transactional
    public void reject(UUID id, String why) {
        if (why.isBlank() || why.length() > LONGEST) {
            throw new IllegalArgumentException("Напишите причину, не длиннее %d знаков".formatted(LONGEST));
        }
        get(id);
        decide(id, State.REJECTED, CurrentPerson.get().id(), why.strip());
        events.publishEvent(new ErasureRejected(id, why.strip()));
    }

    private void decide(UUID id, State after, UUID me, @Nullable String why) {
        if (!erasures.decide(id, State.PROPOSED, after, me, why, clock.instant())) {
            throw new IllegalStateException("Это предложение уже решено");
        }
    }

    @PreAuthorize(READERS)
    public List<Erasure> newest() {
        return erasures.newest(100);
    }

    @PreAuthorize(READERS)
    public Erasure get(UUID id) {
        return erasures.find(id).orElseThrow(NoSuchErasure::new);
    }

    /** What goes and what stays, if it were done now; what was done, when it was. */
    @PreAuthorize(READERS)
    public List<Item> items(UUID id, long after, int most) {
        var erasure = get(id);
        return erasures.items(id, after, most).stream()
                .map(item -> item.state().equals("WAITING") ? item.because(why(item, erasure.early())) : item)
                .toList();
    }

    private String why(Item item, boolean early) {
        var appeal = item.appealId();
        return String.join(
                "; ",
                appeal != null
                        ? obstacles.ofAppeal(appeal, early)
                        : obstacles.ofMessage(Objects.requireNonNull(item.intakeId()), early));
    }

    /** PDF/A. */
    @PreAuthorize(READERS)
    public byte[] act(UUID id) throws IOException {
        var act = get(id).actSha256();
        if (act == null) {
            throw new NoSuchErasure();
        }
        return documents.bytes(act);
    }

    /**
     * What has been kept for longer than its term and nothing stands against: oldest first.
     *
     * @param most of appeals, and of messages
     */
    @PreAuthorize(WHO)
    public Candidates overdue(int most) {
        return candidates(most);
    }

    private Candidates candidates(int most) {
        var appeals =
                jdbc
                        .sql("""
                        select a.id from appeal a, processing_kind k
                        where k.kind = 'APPEAL' and k.months is not null and a.erased_at is null
                          and a.status in ('SENT', 'CLOSED', 'DECLINED', 'REDIRECTED', 'WITHDRAWN', 'LINKED')
                          and a.registered_at < cast(:now as timestamptz) - k.months * interval '1 month'
                          and not exists (select 1 from erasure_item x join erasure e on e.id = x.erasure_id
                            where x.appeal_id = a.id and x.state = 'WAITING' and e.state in ('PROPOSED', 'CONFIRMED'))
                        order by a.registered_at limit :most
                        """)
                        .param("now", OffsetDateTime.now(clock))
                        .param("most", most)
                        .query(UUID.class)
                        .list()
                        .stream()
                        .filter(id -> obstacles.ofAppeal(id, false).isEmpty())
                        .toList();
        var messages = jdbc.sql("""
                        select i.id from intake i, processing_kind k
                        where k.kind = 'MESSAGE' and k.months is not null and i.erased_at is null and i.appeal_id is null
                          and i.state in ('DUPLICATE', 'AUTOMATIC', 'BOUNCE', 'DISMISSED')
                          and i.received_at < cast(:now as timestamptz) - k.months * interval '1 month'
                          and not exists (select 1 from erasure_item x join erasure e on e.id = x.erasure_id
                            where x.intake_id = i.id and x.state = 'WAITING' and e.state in ('PROPOSED', 'CONFIRMED'))
                        order by i.received_at limit :most
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("most", most)
                .query(Long.class)
                .list();
        return new Candidates(appeals, messages);
    }

    record Candidates(List<UUID> appeals, List<Long> messages) {
        boolean isEmpty() {
            return appeals.isEmpty() && messages.isEmpty();
        }
    }
}
