package ru.priyomnaya.meter;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import ru.priyomnaya.appeal.AppealEvent.AppealRegistered;
import ru.priyomnaya.dispatch.DispatchEvent.DeliveryAccepted;

/** What this gateway has done since it started; counted when it is committed. */
@Component
class CaseCounters {
    private final MeterRegistry meters;

    CaseCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    @TransactionalEventListener
    void on(AppealRegistered registered) {
        meters.counter(
                        "priyomnaya.appeals.registered",
                        "channel",
                        registered.channel().name())
                .increment();
    }

    @TransactionalEventListener
    void on(DeliveryAccepted accepted) {
        meters.counter("priyomnaya.deliveries.accepted", "kind", accepted.kind().name())
                .increment();
    }
}
