package ru.priyomnaya.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.DeliveryFilter;
import ru.priyomnaya.dispatch.DeliveryKind;
import ru.priyomnaya.dispatch.DeliveryState;
import ru.priyomnaya.dispatch.DeliveryView;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.Exchange;
import ru.priyomnaya.gis.ExchangeDesk;
import ru.priyomnaya.gis.ExchangeFilter;
import ru.priyomnaya.gis.ExchangeState;
import ru.priyomnaya.gis.Operation;
import ru.priyomnaya.intake.IntakeState;
import ru.priyomnaya.intake.IntakeTrace;
import ru.priyomnaya.intake.IntakeView;
import ru.priyomnaya.intake.MessageFilter;
import ru.priyomnaya.intake.Quarantine;

/** Quarantine, intake log and outbox by API. */
@RestController
@RequestMapping("/api/v1")
class ConsoleApi {
    private static final String WATCHERS = "hasAnyRole('REGISTRAR', 'IT', 'AUDITOR')";

    private final Quarantine quarantine;
    private final Outbox outbox;
    private final ExchangeDesk exchanges;

    ConsoleApi(Quarantine quarantine, Outbox outbox, ExchangeDesk exchanges) {
        this.quarantine = quarantine;
        this.outbox = outbox;
        this.exchanges = exchanges;
    }

    /** Newest first; {@code before} is the last id of the page before. */
    @GetMapping("/intake")
    @PreAuthorize(WATCHERS)
    List<IntakeView> intake(
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable IntakeState state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") int size) {
        return quarantine.list(new MessageFilter(channel, state, code, from, until), before, limited(size));
    }

    /** The way of one message: fetched when and from where, which decisions, what became of it. */
    @GetMapping("/intake/{id}/trace")
    @PreAuthorize(WATCHERS)
    IntakeTrace trace(@PathVariable long id) {
        return quarantine.trace(id);
    }

    @GetMapping("/quarantine")
    @PreAuthorize(WATCHERS)
    List<IntakeView> quarantine(
            @RequestParam(required = false) @Nullable Long before, @RequestParam(defaultValue = "100") int size) {
        return quarantine.list(MessageFilter.of(IntakeState.QUARANTINED), before, limited(size));
    }

    @PostMapping("/quarantine/{id}/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT')")
    IntakeView retry(@PathVariable long id) {
        return quarantine.retry(id);
    }

    record Messages(@Nullable List<Long> ids) {}

    /** Several, each by itself: id → why not, for those that refused. At most 500. */
    @PostMapping("/quarantine/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT')")
    Map<Long, String> retry(@RequestBody Messages messages) {
        return Many.each(Many.given(messages.ids()), quarantine::retry);
    }

    record Reason(@Nullable String reason) {}

    @PostMapping("/quarantine/{id}/dismiss")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'IT')")
    IntakeView dismiss(@PathVariable long id, @RequestBody Reason reason) {
        quarantine.dismiss(id, reason.reason() == null ? "" : reason.reason());
        return quarantine.get(id);
    }

    @GetMapping("/deliveries")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'SIGNER', 'IT', 'AUDITOR')")
    List<DeliveryView> deliveries(
            @RequestParam(required = false) @Nullable DeliveryState state,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable DeliveryKind kind,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        return outbox.list(new DeliveryFilter(state, channel, kind, from, until), Math.max(0, page), limited(size));
    }

    @PostMapping("/deliveries/{id}/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT')")
    DeliveryView retry(@PathVariable UUID id) {
        outbox.retry(id);
        return outbox.view(id);
    }

    record Deliveries(@Nullable List<UUID> ids) {}

    /** Several, each by itself: id → why not, for those that refused. At most 500. */
    @PostMapping("/deliveries/retry")
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'IT')")
    Map<UUID, String> retry(@RequestBody Deliveries deliveries) {
        return Many.each(Many.given(deliveries.ids()), outbox::retry);
    }

    /** Exchanges with ГИС ЖКХ, newest first. */
    @GetMapping("/exchanges")
    @PreAuthorize(WATCHERS)
    List<Exchange> exchanges(
            @RequestParam(required = false) @Nullable ExchangeState state,
            @RequestParam(required = false) @Nullable Operation operation,
            @RequestParam(defaultValue = "false") boolean failed,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        return exchanges.list(
                new ExchangeFilter(state, operation, failed, from, until), Math.max(0, page), limited(size));
    }

    private static int limited(int size) {
        return Math.min(Math.max(size, 1), 500);
    }
}
