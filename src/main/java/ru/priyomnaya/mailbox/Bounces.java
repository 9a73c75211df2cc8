package ru.priyomnaya.mailbox;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.intake.IntakeEvent.BounceReceived;

/** Takes a returned letter back to its delivery, if its Message-ID is truly ours. */
@Component
class Bounces {
    private final MessageReference references;
    private final Outbox outbox;

    Bounces(MessageReference references, Outbox outbox) {
        this.references = references;
        this.outbox = outbox;
    }

    @EventListener
    void on(BounceReceived bounce) {
        bounce.messageIds().stream()
                .filter(id -> references.deliveryIn(id).isPresent())
                .forEach(id -> outbox.bounced(id, bounce.diagnostic()));
    }
}
