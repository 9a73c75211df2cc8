package ru.priyomnaya.gis;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to ГИС ЖКХ and what came back.
 *
 * @param subject what it asks for: dates, GUIDs, criteria; enough to write it anew
 * @param message our MessageGUID
 * @param ack the MessageGUID that ГИС ЖКХ gave it
 * @param reconciles the exchange whose fate this one finds out
 * @param attempts how often it was posted
 * @param doubtAt when it last went out without a clear yes or no; null when it certainly was not taken
 * @param looks how often its result was taken up, or ГИС ЖКХ was asked what became of it
 * @param summary what it brought, in Russian
 */
public record Exchange(
        UUID id,
        Operation operation,
        List<String> subject,
        ExchangeState state,
        UUID message,
        @Nullable UUID ack,
        String requestSha256,
        @Nullable String resultSha256,
        @Nullable UUID reconciles,
        int attempts,
        int polls,
        int looks,
        @Nullable Instant doubtAt,
        @Nullable Instant nextAt,
        Instant createdAt,
        @Nullable Instant ackedAt,
        @Nullable Instant finishedAt,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable String summary) {}
