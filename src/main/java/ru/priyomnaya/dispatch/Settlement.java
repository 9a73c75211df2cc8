package ru.priyomnaya.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import ru.priyomnaya.answer.AnswerDesk;
import ru.priyomnaya.dispatch.AnswerChannel.Outcome;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryAccepted;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryRefused;

/** Writes down what became of an attempt, in the caller's transaction. */
@Component
class Settlement {
    private final AnswerDesk desk;
    private final DispatchProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Settlement(AnswerDesk desk, DispatchProperties properties, ApplicationEventPublisher events, Clock clock) {
        this.desk = desk;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    void settle(Delivery delivery, Outcome outcome) {
        var now = clock.instant();
        if (outcome instanceof Outcome.Delivered delivered) {
            delivery.accepted(delivered.receipt(), now);
            delivery.appealId()
                    .ifPresent(appeal -> events.publishEvent(
                            new DeliveryAccepted(appeal, delivery.id(), delivery.kind(), delivered.receipt())));
            Outbox.answerOf(delivery).ifPresent(desk::delivered);
        } else if (outcome instanceof Outcome.Underway underway) {
            delivery.underway(underway.note());
        } else if (outcome instanceof Outcome.TryLater later && delivery.attempts() < properties.mostAttempts()) {
            delivery.tryLater(later.reason(), pause(delivery, now));
        } else if (outcome instanceof Outcome.TryLater later) {
            refuse(delivery, "Попыток: %d. %s".formatted(delivery.attempts(), later.reason()), now);
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(delivery, refused.code() + ": " + refused.reason(), now);
        } else {
            throw new AssertionError(outcome.getClass());
        }
    }

    private void refuse(Delivery delivery, String reason, Instant now) {
        delivery.refused(reason, now);
        delivery.appealId()
                .ifPresent(appeal ->
                        events.publishEvent(new DeliveryRefused(appeal, delivery.id(), delivery.kind(), reason)));
        Outbox.answerOf(delivery).ifPresent(desk::undelivered);
    }

    /** Doubled after each attempt; spread, so that a recovered server does not meet all of them at once. */
    Instant pause(Delivery delivery, Instant now) {
        var doubled = properties.firstPause().multipliedBy(1L << Math.min(delivery.attempts() - 1, 20));
        var pause = doubled.compareTo(properties.longestPause()) < 0 ? doubled : properties.longestPause();
        var spread = 0.8 + ThreadLocalRandom.current().nextDouble(0.4);
        return now.plusMillis((long) (pause.toMillis() * spread));
    }
}
