package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Enclosures;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.antivirus.FileCheck;
import ru.priyomnaya.appeal.Appeal;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Attachment;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryCancelled;
import ru.priyomnaya.dispatch.OutgoingMessage.File;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.routing.RouteBean;

/** Sends what is due in the outbox. */
@RouteBean(value = "outboxDispatch", does = "отправляет то, чему пришло время", gives = "сколько попыток сделано")
@EnableConfigurationProperties(DispatchProperties.class)
class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final int PORTION = 20;
    private static final int PORTIONS_A_CALL = 10;
    private static final Duration DAY = Duration.ofDays(1);

    private final Antivirus antivirus;
    private final Deliveries deliveries;
    private final DeliveryLog claims;
    private final Appeals appeals;
    private final Answers answers;
    private final Enclosures enclosures;
    private final Settlement settlement;
    private final Wording wording;
    private final Map<Channel, AnswerChannel> channels;
    private final DispatchProperties properties;
    private final ApplicationEventPublisher events;
    private final ChannelPulse pulse;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Dispatcher(
            Antivirus antivirus,
            Deliveries deliveries,
            DeliveryLog claims,
            Appeals appeals,
            Answers answers,
            Enclosures enclosures,
            Settlement settlement,
            Wording wording,
            List<AnswerChannel> channels,
            DispatchProperties properties,
            ApplicationEventPublisher events,
            ChannelPulse pulse,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.deliveries = deliveries;
        this.claims = claims;
        this.appeals = appeals;
        this.answers = answers;
        this.antivirus = antivirus;
        this.enclosures = enclosures;
        this.settlement = settlement;
        this.wording = wording;
        this.channels = channels.stream().collect(Collectors.toMap(AnswerChannel::channel, Function.identity()));
        this.properties = properties;
        this.events = events;
        this.pulse = pulse;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Attempts what is due, at most two hundred a call; returns how many it attempted. */
    public int send() {
        var total = 0;
        for (int portion = 0;
                portion < PORTIONS_A_CALL;
                portion++) { // a stop of the program waits for no more than these
            var claim = claims.claim(PORTION, away());
            for (int i = 0; i < claim.ids().size(); i++) {
                attempt(claim.token(), claim.ids().get(i));
                if (!away().isEmpty()) {
                    claims.release(
                            claim.token(),
                            claim.ids().subList(i + 1, claim.ids().size()));
                    break; // the next look leaves out what cannot be reached
                }
            }
            total += claim.ids().size();
            if (claim.ids().isEmpty()) {
                break;
            }
        }
        pulse.succeeded("dispatch");
        return total;
    }

    private List<Channel> away() {
        return channels.values().stream()
                .filter(AnswerChannel::isAway)
                .map(AnswerChannel::channel)
                .toList();
    }

    private void attempt(String token, UUID id) {
        var prepared = transaction.execute(status -> prepare(token, id));
        if (prepared == null || prepared.isEmpty()) {
            return;
        }
        var parcel = prepared.get();
        Outcome outcome;
        try {
            outcome = Objects.requireNonNull(channels.get(parcel.channel())).send(parcel.message());
        } catch (RuntimeException e) { // one delivery never stops the others
            log.error("Доставка {} не удалась: {}", id, e.getClass().getName(), e);
            outcome = new Outcome.TryLater("Ошибка программы: " + e.getClass().getSimpleName());
        }
        var settled = outcome;
        transaction.executeWithoutResult(status -> settle(token, id, settled));
    }

    private record Parcel(Channel channel, OutgoingMessage message) {}

    private Optional<Parcel> prepare(String token, UUID id) {
        var delivery = deliveries.findById(id).orElseThrow();
        if (!delivery.isClaimedBy(token)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var recipient = delivery.recipient();
        if (!channels.containsKey(delivery.channel())) {
            delivery.tryLater(
                    "Канал «%s» не настроен".formatted(delivery.channel().inRussian()),
                    settlement.pause(delivery, now));
            return Optional.empty();
        }
        if (isUnasked(delivery)
                && recipient != null
                && claims.automaticSince(recipient, now.minus(DAY)) >= properties.receiptsPerDay()) {
            var reason = "На этот адрес за сутки ушло %d уведомлений, больше не посылаем"
                    .formatted(properties.receiptsPerDay());
            delivery.cancel(reason, now);
            delivery.appealId()
                    .ifPresent(
                            appeal -> events.publishEvent(new DeliveryCancelled(appeal, id, delivery.kind(), reason)));
            return Optional.empty();
        }
        if (delivery.kind() == DeliveryKind.COVER_LETTER && isBeingChecked(delivery)) {
            delivery.tryLater("Файлы проверяются на вирусы", settlement.pause(delivery, now));
            return Optional.empty();
        }
        return Optional.of(new Parcel(delivery.channel(), message(delivery)));
    }

    /** What a program on the other side could answer without end. */
    private static boolean isUnasked(Delivery delivery) {
        return delivery.kind() == DeliveryKind.RECEIPT
                || (delivery.kind() == DeliveryKind.NOTICE
                        && delivery.appealId().isEmpty());
    }

    private OutgoingMessage message(Delivery delivery) {
        var appeal = delivery.appealId().map(appeals::get);
        var words = switch (delivery.kind()) {
            case RECEIPT -> wording.receipt(appeal.orElseThrow());
            case ANSWER, ANSWER_COPY -> wording.answer(appeal.orElseThrow());
            case NOTICE, COVER_LETTER ->
                new Wording.Words(Objects.requireNonNull(delivery.subject()), Objects.requireNonNull(delivery.text()));
        };
        return new OutgoingMessage(
                delivery.id(),
                delivery.appealId().orElse(null),
                delivery.answerId().orElse(null),
                Objects.requireNonNullElse(delivery.reference(), delivery.id().toString()),
                Objects.requireNonNullElse(delivery.recipient(), ""),
                words.subject(),
                words.text(),
                delivery.kind() == DeliveryKind.COVER_LETTER
                        ? filesOf(appeal.orElseThrow())
                        : delivery.answerId()
                                .map(answer -> scanOf(answer, appeal.orElseThrow()))
                                .orElse(List.of()),
                appeal.filter(a ->
                                a.origin().channel() == Channel.EMAIL && delivery.kind() != DeliveryKind.COVER_LETTER)
                        .map(a -> a.origin().externalId())
                        .orElse(null),
                delivery.kind() == DeliveryKind.RECEIPT || delivery.kind() == DeliveryKind.NOTICE,
                delivery.createdAt());
    }

    private boolean isBeingChecked(Delivery delivery) {
        return delivery.appealId().map(appeals::get).stream()
                .anyMatch(appeal -> checks(appeal).containsValue(FileCheck.WAITING));
    }

    private Map<String, FileCheck> checks(Appeal appeal) {
        return antivirus.of(
                appeal.attachments().stream().map(Attachment::sha256).toList());
    }

    /** Without those that a virus was found in. */
    private List<File> filesOf(Appeal appeal) {
        var checks = checks(appeal);
        return appeal.attachments().stream()
                .filter(file -> checks.get(file.sha256()) != FileCheck.INFECTED)
                .map(file -> new File(file.name(), file.mediaType(), file.sha256(), null))
                .toList();
    }

    private List<File> scanOf(UUID answerId, Appeal appeal) {
        var name = "Ответ № " + appeal.number().text().replace('/', '-') + ".pdf";
        var answer = answers.get(answerId);
        var files = new ArrayList<File>();
        files.add(new File(
                name,
                "application/pdf",
                answer.scanSha256().orElseThrow(),
                answer.signatureSha256().orElse(null)));
        answer.copySha256()
                .ifPresent(
                        copy -> files.add(new File("Копия с отметкой о подписи.pdf", "application/pdf", copy, null)));
        for (var enclosure : enclosures.of(answerId)) {
            files.add(new File(enclosure.name(), enclosure.mediaType(), enclosure.sha256(), null));
        }
        return files;
    }

    private void settle(String token, UUID id, Outcome outcome) {
        var delivery = deliveries.findById(id).orElseThrow();
        if (!delivery.isClaimedBy(token)) {
            return; // the claim ran out and another gateway has it
        }
        settlement.settle(delivery, outcome);
    }
}
