package ru.priyomnaya.dispatch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;

/** One thing on its way out. */
@Entity
@Table(name = "delivery")
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // some columns are read by SQL alone
public class Delivery {
    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Column(nullable = false)
    private UUID organizationId;

    private @Nullable UUID appealId;

    private @Nullable UUID answerId;

    @Enumerated(EnumType.STRING)
    private DeliveryKind kind;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private @Nullable String recipient;

    private @Nullable String subject;

    private @Nullable String text;

    @Enumerated(EnumType.STRING)
    private DeliveryState state;

    private @Nullable String reference;

    private int attempts;

    private @Nullable Instant nextAttemptAt;

    private @Nullable String claim;

    private @Nullable Instant claimedUntil;

    private @Nullable String receipt;

    private @Nullable String error;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant finishedAt;

    private @Nullable Instant deliveredAt;

    private @Nullable Instant readAt;

    private @Nullable String track;

    private @Nullable UUID listedIn;

    protected Delivery() {}

    /**
     * @param reference the name under which the other side will know it, fixed from now on: a Message-ID
     * @param notBefore when it may leave at the earliest; until then it can be taken back
     */
    Delivery(
            UUID id,
            UUID organizationId,
            DeliveryKind kind,
            @Nullable UUID appealId,
            @Nullable UUID answerId,
            Destination destination,
            @Nullable String reference,
            Instant now,
            Instant notBefore) {
        this.id = id;
        this.organizationId = organizationId;
        this.kind = kind;
        this.appealId = appealId;
        this.answerId = answerId;
        this.channel = destination.channel();
        this.recipient = destination.recipient();
        this.reference = reference;
        this.createdAt = now;
        this.state = destination.byHand() ? DeliveryState.BY_HAND : DeliveryState.WAITING;
        this.nextAttemptAt = destination.byHand() ? null : notBefore;
    }

    /**
     * @param recipient an e-mail or postal address; null where the channel knows
     * @param byHand no program carries it there
     */
    record Destination(Channel channel, @Nullable String recipient, boolean byHand) {}

    void words(String newSubject, String newText) {
        subject = newSubject;
        text = newText;
    }

    void accepted(String newReceipt, Instant now) {
        state = DeliveryState.ACCEPTED;
        receipt = newReceipt;
        error = null;
        finish(now);
    }

    void underway(String note) {
        state = DeliveryState.UNDERWAY;
        error = null;
        receipt = note;
        nextAttemptAt = null;
        claim = null;
        claimedUntil = null;
    }

    void tryLater(String reason, Instant when) {
        state = DeliveryState.WAITING;
        error = reason;
        nextAttemptAt = when;
        claim = null;
        claimedUntil = null;
    }

    void refused(String reason, Instant now) {
        state = DeliveryState.REFUSED;
        error = reason;
        finish(now);
    }

    void bounced(String reason, Instant now) {
        state = DeliveryState.BOUNCED;
        error = reason;
        finish(now);
    }

    void cancel(String reason, Instant now) {
        state = DeliveryState.CANCELLED;
        error = reason;
        finish(now);
    }

    /** The applicant has it. Later news of the same kind changes nothing. */
    boolean delivered(String newReceipt, Instant now) {
        if (state != DeliveryState.ACCEPTED) {
            return false;
        }
        state = DeliveryState.DELIVERED;
        receipt = newReceipt;
        deliveredAt = now;
        return true;
    }

    /** The applicant has opened it; told once. */
    boolean read(Instant now) {
        if (state != DeliveryState.ACCEPTED && state != DeliveryState.DELIVERED) {
            return false;
        }
        state = DeliveryState.READ;
        readAt = now;
        return true;
    }

    void track(String number) {
        track = number;
    }

    /** @throws NotRepeatable when something may have left */
    void takeBack(Instant now) {
        var waits = state == DeliveryState.WAITING && attempts == 0;
        if (!waits && (state != DeliveryState.BY_HAND || listedIn != null)) {
            throw new NotRepeatable("Уже не отменить", state);
        }
        cancel("Отправку отменил сотрудник", now);
    }

    /** Again, under the same reference; perhaps to a corrected address. */
    void again(Destination destination, Instant notBefore) {
        if (!EnumSet.of(
                        DeliveryState.WAITING,
                        DeliveryState.REFUSED,
                        DeliveryState.BOUNCED,
                        DeliveryState.BY_HAND,
                        DeliveryState.CANCELLED)
                .contains(state)) {
            throw new NotRepeatable("Нельзя повторить", state);
        }
        channel = destination.channel();
        recipient = destination.recipient();
        state = destination.byHand() ? DeliveryState.BY_HAND : DeliveryState.WAITING;
        nextAttemptAt = destination.byHand() ? null : notBefore;
        error = null;
        deliveredAt = null;
        readAt = null;
        track = null;
        listedIn = null;
        attempts = 0;
        finishedAt = null;
    }

    /** At once instead of later; what was tried stays tried. */
    void hurry(Instant now) {
        nextAttemptAt = now;
    }

    /** Whether a person may carry it instead of a program. */
    boolean mayBeCarried() {
        return EnumSet.of(DeliveryState.BY_HAND, DeliveryState.REFUSED, DeliveryState.BOUNCED)
                .contains(state);
    }

    Destination destination() {
        return new Destination(channel, recipient, state == DeliveryState.BY_HAND);
    }

    private void finish(Instant now) {
        nextAttemptAt = null;
        claim = null;
        claimedUntil = null;
        finishedAt = now;
    }

    public UUID id() {
        return id;
    }

    Optional<UUID> appealId() {
        return Optional.ofNullable(appealId);
    }

    Optional<UUID> answerId() {
        return Optional.ofNullable(answerId);
    }

    DeliveryKind kind() {
        return kind;
    }

    Channel channel() {
        return channel;
    }

    @Nullable
    String recipient() {
        return recipient;
    }

    @Nullable
    String subject() {
        return subject;
    }

    @Nullable
    String text() {
        return text;
    }

    DeliveryState state() {
        return state;
    }

    @Nullable
    String reference() {
        return reference;
    }

    int attempts() {
        return attempts;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean isClaimedBy(String token) {
        return token.equals(claim) && state == DeliveryState.SENDING;
    }

    /** It has been accepted, or is being sent right now; the API answers 409. */
    public static class NotRepeatable extends IllegalStateException {
        NotRepeatable(String what, DeliveryState state) {
            super("%s: доставка в состоянии «%s»".formatted(what, state.inRussian()));
        }
    }
}
