package ru.priyomnaya.gis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which exchanges are asked for; null: any.
 *
 * @param failed only those that ended with an error, or have one now
 * @param from begun then or later
 * @param until begun before
 */
public record ExchangeFilter(
        @Nullable ExchangeState state,
        @Nullable Operation operation,
        boolean failed,
        @Nullable Instant from,
        @Nullable Instant until) {}
