package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.access.CurrentPerson;
import ru.priyomnaya.access.DataAccess;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.answer.AnswerEvent.AnswerReleased;
import ru.priyomnaya.answer.AnswerEvent.AnswerSent;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Receiver;
import ru.priyomnaya.appeal.Visibility;
import ru.priyomnaya.dispatch.Delivery.Destination;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryAccepted;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryArrived;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryCancelled;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryQueued;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryRepeated;
import ru.priyomnaya.organization.Organizations;

/** Stores what is to leave in the transaction that decides it, and takes note of what became of it. */
@Service
public class Outbox {
    private static final Pattern TRACK = Pattern.compile("[A-Za-z0-9]{8,20}");
    private static final Duration TWICE = Duration.ofMinutes(1);

    private final Deliveries deliveries;
    private final DeliveryLog log;
    private final Appeals appeals;
    private final AnswerDesk answers;
    private final Settlement settlement;
    private final Returns returns;
    private final Wording wording;
    private final Ways ways;
    private final Map<Channel, AnswerChannel> channels;
    private final Organizations organizations;
    private final DispatchProperties properties;
    private final Visibility visibility;
    private final DataAccess access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(
            Deliveries deliveries,
            DeliveryLog log,
            Appeals appeals,
            AnswerDesk answers,
            Settlement settlement,
            Returns returns,
            Wording wording,
            Ways ways,
            List<AnswerChannel> channels,
            Organizations organizations,
            DispatchProperties properties,
            Visibility visibility,
            DataAccess access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.deliveries = deliveries;
        this.log = log;
        this.appeals = appeals;
        this.answers = answers;
        this.settlement = settlement;
        this.returns = returns;
        this.wording = wording;
        this.ways = ways;
        this.channels = channels.stream().collect(Collectors.toMap(AnswerChannel::channel, Function.identity()));
        this.organizations = organizations;
        this.properties = properties;
        this.visibility = visibility;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** The receipt, by e-mail, where there is an address; others are told in their own channel. */
    @EventListener
    void on(AppealRegistered registered) {
        var appeal = appeals.get(registered.appealId());
        appeal.emailAddress()
                .filter(address -> registered.channel() != Channel.GIS) // the citizen follows it there
                .filter(address -> channels.containsKey(Channel.EMAIL))
                .ifPresent(address ->
                        queue(DeliveryKind.RECEIPT, appeal, null, new Destination(Channel.EMAIL, address, false)));
    }

    @EventListener
    void on(AnswerReleased released) {
        var appeal = appeals.get(released.appealId());
        var destination = ways.of(appeal);
        var existing = deliveries.findByAnswerIdAndKind(released.answerId(), DeliveryKind.ANSWER);
        if (existing.isEmpty()) {
            queue(DeliveryKind.ANSWER, appeal, released.answerId(), destination);
        } else {
            var delivery = existing.get();
            delivery.again(destination, clock.instant().plus(properties.undo()));
            events.publishEvent(new DeliveryRepeated(appeal.id(), delivery.id(), delivery.kind()));
        }
    }

    /** The answer has been accepted by the way that was chosen: by policy it goes to the e-mail address too. */
    @EventListener
    void on(AnswerSent sent) {
        var appeal = appeals.get(sent.appealId());
        var byEmail = deliveries
                .findByAnswerIdAndKind(sent.answerId(), DeliveryKind.ANSWER)
                .filter(delivery -> delivery.channel() == Channel.EMAIL)
                .isPresent();
        if (!properties.emailCopy()
                || byEmail
                || !channels.containsKey(Channel.EMAIL)
                || deliveries
                        .findByAnswerIdAndKind(sent.answerId(), DeliveryKind.ANSWER_COPY)
                        .isPresent()) {
            return;
        }
        appeal.emailAddress()
                .ifPresent(address -> queue(
                        DeliveryKind.ANSWER_COPY,
                        appeal,
                        sent.answerId(),
                        new Destination(Channel.EMAIL, address, false)));
    }

    /** A notice goes as the answer would. */
    void notice(Appeal appeal, Wording.Words words) {
        if (log.hasJustSaid(appeal.id(), words.text(), clock.instant().minus(TWICE))) {
            return;
        }
        queue(DeliveryKind.NOTICE, appeal, null, ways.of(appeal)).words(words.subject(), words.text());
    }

    /** The appeal is not passed on after all: what has not left stays. */
    void cancelCoverLetters(UUID appealId) {
        for (var id : log.waitingCoverLetters(appealId)) {
            var reason = "Обращение возвращено в работу";
            var letter = get(id);
            letter.cancel(reason, clock.instant());
            events.publishEvent(new DeliveryCancelled(appealId, id, letter.kind(), reason));
        }
    }

    /** To the organisation that the appeal is passed on to: by e-mail, or by a person's hand. */
    void coverLetter(Appeal appeal, Receiver receiver, Wording.Words words) {
        queue(DeliveryKind.COVER_LETTER, appeal, null, ways.to(receiver)).words(words.subject(), words.text());
    }

    private Delivery queue(DeliveryKind kind, Appeal appeal, @Nullable UUID answerId, Destination destination) {
        var id = UUID.randomUUID();
        var delivery = deliveries.save(new Delivery(
                id,
                organizations.first().id(),
                kind,
                appeal.id(),
                answerId,
                destination,
                referenceOf(destination.channel(), id),
                clock.instant(),
                kind == DeliveryKind.ANSWER ? clock.instant().plus(properties.undo()) : clock.instant()));
        events.publishEvent(new DeliveryQueued(appeal.id(), id, kind));
        return delivery;
    }

    /** A notice outside any appeal, to the sender of a letter that could not be taken. */
    @Transactional
    public void queueNotice(String recipient, String subject, String text) {
        var id = UUID.randomUUID();
        var notice = new Delivery(
                id,
                organizations.first().id(),
                DeliveryKind.NOTICE,
                null,
                null,
                new Destination(Channel.EMAIL, recipient, false),
                referenceOf(Channel.EMAIL, id),
                clock.instant(),
                clock.instant());
        notice.words(subject, text);
        deliveries.save(notice);
    }

    private @Nullable String referenceOf(Channel channel, UUID id) {
        var carrier = channels.get(channel);
        return carrier == null ? null : carrier.referenceOf(id);
    }

    /** The appeal that a delivery belongs to. */
    public Optional<UUID> appealOf(UUID deliveryId) {
        return deliveries.findById(deliveryId).flatMap(Delivery::appealId);
    }

    /** Whether a letter of ours to that address is young enough to come back. */
    public boolean hasLatelyWrittenTo(String address) {
        return returns.mayComeFrom(address);
    }

    /** A person read in a report that it came back. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void markReturned(UUID id, String diagnostic) {
        var delivery = get(id);
        requireOwn(delivery);
        returns.mark(delivery, diagnostic);
    }

    /** The end of a delivery that a channel had reported as underway. A second report changes nothing. */
    @Transactional
    public void concluded(UUID deliveryId, AnswerChannel.Outcome outcome) {
        deliveries
                .findById(deliveryId)
                .filter(delivery -> EnumSet.of(DeliveryState.UNDERWAY, DeliveryState.SENDING, DeliveryState.WAITING)
                        .contains(delivery.state()))
                .ifPresent(delivery -> settlement.settle(delivery, outcome));
    }

    /** What was sent came back. Unknown references and second reports change nothing. */
    @Transactional
    public void bounced(String reference, String diagnostic) {
        returns.reported(reference, diagnostic);
    }

    /** The other side says that the applicant has it, or has opened it. */
    @Transactional
    public void arrived(UUID deliveryId, String receipt, boolean opened) {
        deliveries.findById(deliveryId).ifPresent(delivery -> {
            var now = clock.instant();
            var arrived = delivery.delivered(receipt, now);
            var read = opened && delivery.read(now);
            if (arrived || read) {
                delivery.appealId()
                        .ifPresent(appeal -> events.publishEvent(
                                new DeliveryArrived(appeal, delivery.id(), delivery.kind(), delivery.state())));
            }
        });
    }

    /** The applicant has opened the answer by a way that only they know; said once, whoever else changes the delivery meanwhile. */
    @Transactional
    public void opened(UUID answerId) {
        log.read(answerId)
                .ifPresent(read -> events.publishEvent(
                        new DeliveryArrived(read.appealId(), read.id(), DeliveryKind.ANSWER, DeliveryState.READ)));
    }

    static Optional<UUID> answerOf(Delivery delivery) {
        return delivery.kind() == DeliveryKind.ANSWER ? delivery.answerId() : Optional.empty();
    }

    /** A person asks for one more attempt, now. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT')")
    @Transactional
    public void retry(UUID id) {
        var delivery = get(id);
        requireOwn(delivery);
        var undeliveredAnswer = answerOf(delivery).filter(answer -> delivery.state() != DeliveryState.WAITING);
        if (undeliveredAnswer.isPresent()) {
            answers.send(undeliveredAnswer.get()); // comes back here as AnswerReleased
            return;
        }
        if (delivery.state() == DeliveryState.WAITING) {
            delivery.hurry(clock.instant());
        } else {
            delivery.again(delivery.destination(), clock.instant());
        }
        delivery.appealId().ifPresent(appeal -> events.publishEvent(new DeliveryRepeated(appeal, id, delivery.kind())));
    }

    /**
     * «Отменить»: the answer is taken back while nothing has left.
     *
     * @throws Delivery.NotRepeatable when it is too late
     */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'SIGNER')")
    @Transactional
    public void takeBack(UUID answerId) {
        var delivery = deliveries
                .findByAnswerIdAndKind(answerId, DeliveryKind.ANSWER)
                .orElseThrow(() -> new NoSuchDelivery(answerId));
        delivery.takeBack(clock.instant());
        answers.takeBack(answerId);
        delivery.appealId()
                .ifPresent(appeal -> events.publishEvent(
                        new DeliveryCancelled(appeal, delivery.id(), delivery.kind(), "Отправку отменил сотрудник")));
    }

    /** A person has carried it: posted under a track number, or handed over. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void markCarried(UUID id, String how) {
        markCarried(id, how, null);
    }

    /**
     * As {@link #markCarried(UUID, String)}.
     *
     * @param track number of the post [трек-номер], 8 to 20 letters and digits, or null
     */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void markCarried(UUID id, String how, @Nullable String track) {
        var delivery = get(id);
        requireOwn(delivery);
        if (!delivery.mayBeCarried()) {
            throw new Delivery.NotRepeatable("Нельзя отметить", delivery.state());
        }
        if (track != null) {
            if (!TRACK.matcher(track).matches()) {
                throw new IllegalArgumentException("Трек-номер: от 8 до 20 букв и цифр");
            }
            delivery.track(track);
        }
        delivery.accepted(how, clock.instant());
        delivery.appealId()
                .ifPresent(appeal -> events.publishEvent(new DeliveryAccepted(appeal, id, delivery.kind(), how)));
        answerOf(delivery).ifPresent(answers::delivered);
    }

    /** The post says that it was handed over. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
    @Transactional
    public void markHandedOver(UUID id) {
        requireOwn(get(id));
        arrived(id, "Вручено: отметил сотрудник", false);
    }

    /** Newest first. */
    @PreAuthorize("isAuthenticated()")
    public List<DeliveryView> list(@Nullable DeliveryState state, int page, int size) {
        return log
                .list(
                        state,
                        page,
                        size,
                        visibility.isLimited() ? CurrentPerson.get().id() : null)
                .stream()
                .map(this::masked)
                .toList();
    }

    @PreAuthorize("isAuthenticated()")
    public List<DeliveryView> of(UUID appealId) {
        return log.of(appealId).stream().map(this::masked).toList();
    }

    /** @throws NoSuchDelivery when there is none */
    @PreAuthorize("isAuthenticated()")
    public DeliveryView view(UUID id) {
        var delivery = log.view(id).orElseThrow(() -> new NoSuchDelivery(id));
        if (delivery.appealId() != null) {
            visibility.require(delivery.appealId());
        }
        return masked(delivery);
    }

    private DeliveryView masked(DeliveryView delivery) {
        return access.isMasked() ? delivery.masked(access.contact(delivery.recipient())) : delivery;
    }

    /** Deliveries that will leave by themselves. */
    public long waiting() {
        return log.count(DeliveryState.WAITING);
    }

    /** Deliveries that wait for a person. */
    public long needPerson() {
        return log.needPerson();
    }

    private void requireOwn(Delivery delivery) {
        var me = CurrentPerson.get();
        var own = delivery.appealId().map(appeals::get).filter(appeal -> appeal.isOf(me.id()));
        if (!me.helpsAnybody() && !me.is(Role.IT) && own.isEmpty()) {
            throw new AccessDeniedException("Обращение у другого исполнителя");
        }
    }

    /** The words of what leaves, for printing; empty words for what the program words anew each time. */
    @PreAuthorize("isAuthenticated()")
    @Transactional(readOnly = true)
    public Written written(UUID id) {
        var delivery = get(id);
        return new Written(
                delivery.appealId().orElseThrow(() -> new NoSuchDelivery(id)),
                Objects.requireNonNullElse(delivery.recipient(), ""),
                Objects.requireNonNullElse(delivery.subject(), ""),
                Objects.requireNonNullElse(delivery.text(), ""),
                delivery.kind() == DeliveryKind.COVER_LETTER);
    }

    /** @param toOrganization to whom the appeal was passed on, not to the applicant */
    public record Written(UUID appealId, String recipient, String subject, String text, boolean toOrganization) {}

    /** The words of the receipt, to print for a visitor. */
    @PreAuthorize("hasRole('REGISTRAR')")
    @Transactional(readOnly = true)
    public Written receipt(UUID appealId) {
        var words = wording.receipt(appeals.get(appealId));
        return new Written(appealId, "", words.subject(), words.text(), false);
    }

    /** The notices of an appeal that have reached the status page, oldest first. */
    public List<PublicNotice> publicNotices(UUID appealId) {
        return log.notices(appealId);
    }

    /** What the status page shows of a notice. */
    public record PublicNotice(Instant at, String subject, String text) {}

    private Delivery get(UUID id) {
        return deliveries.findById(id).orElseThrow(() -> new NoSuchDelivery(id));
    }

    /** No delivery has this id; the API answers 404. */
    public static class NoSuchDelivery extends RuntimeException {
        NoSuchDelivery(UUID id) {
            super("Нет доставки " + id);
        }
    }
}
