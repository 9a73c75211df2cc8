package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryBounced;

/** What was sent and comes back: a program says so, or a person who has read it in a report. */
@Component
class Returns {
    private static final Duration COMES_BACK = Duration.ofDays(7);
    private static final Set<DeliveryState> RETURNABLE = EnumSet.of(DeliveryState.ACCEPTED, DeliveryState.DELIVERED);

    private final Deliveries deliveries;
    private final DeliveryLog log;
    private final AnswerDesk answers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Returns(Deliveries deliveries, DeliveryLog log, AnswerDesk answers, ApplicationEventPublisher events, Clock clock) {
        this.deliveries = deliveries;
        this.log = log;
        this.answers = answers;
        this.events = events;
        this.clock = clock;
    }

    /** Whether a letter of ours to that address is young enough. */
    boolean mayComeFrom(String address) {
        return log.hasWrittenTo(address, clock.instant().minus(COMES_BACK));
    }

    /** @throws Delivery.NotRepeatable when it has not left, or has come back already */
    void mark(Delivery delivery, String diagnostic) {
        if (!RETURNABLE.contains(delivery.state())) {
            throw new Delivery.NotRepeatable("Нельзя отметить", delivery.state());
        }
        comeBack(delivery, diagnostic.isBlank() ? "Отмечено сотрудником" : diagnostic);
    }

    /** Unknown references and second reports change nothing. */
    void reported(String reference, String diagnostic) {
        log.byReference(reference)
                .flatMap(deliveries::findById)
                .filter(delivery -> RETURNABLE.contains(delivery.state()))
                .ifPresent(delivery -> comeBack(delivery, diagnostic));
    }

    private void comeBack(Delivery delivery, String diagnostic) {
        delivery.bounced(diagnostic, clock.instant());
        delivery.appealId()
                .ifPresent(appeal ->
                        events.publishEvent(new DeliveryBounced(appeal, delivery.id(), delivery.kind(), diagnostic)));
        Outbox.answerOf(delivery).ifPresent(answers::undelivered);
    }
}
