package ru.priyomnaya.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;

/**
 * Which deliveries are asked for; null: any.
 *
 * @param from queued then or later
 * @param until queued before
 */
public record DeliveryFilter(
        @Nullable DeliveryState state,
        @Nullable Channel channel,
        @Nullable DeliveryKind kind,
        @Nullable Instant from,
        @Nullable Instant until) {}
