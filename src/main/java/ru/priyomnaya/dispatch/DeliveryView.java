package ru.priyomnaya.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;

/** A line of the outbox for screens and the API. */
public record DeliveryView(
        UUID id,
        @Nullable UUID appealId,
        @Nullable String appealNumber,
        @Nullable UUID answerId,
        DeliveryKind kind,
        Channel channel,
        @Nullable String recipient,
        DeliveryState state,
        @Nullable String reference,
        int attempts,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        @Nullable String track,
        @Nullable String receipt,
        @Nullable String error) {
    static final String SELECT = """
            select d.*, a.number from delivery d left join appeal a on a.id = d.appeal_id
            """;

    /** For whom applicants are masked: what the other side has said may quote the address. */
    DeliveryView masked(@Nullable String maskedRecipient) {
        return new DeliveryView(
                id,
                appealId,
                appealNumber,
                answerId,
                kind,
                channel,
                maskedRecipient,
                state,
                reference,
                attempts,
                createdAt,
                nextAttemptAt,
                finishedAt,
                deliveredAt,
                readAt,
                null,
                null,
                null);
    }

    static DeliveryView of(ResultSet row, int n) throws SQLException {
        return new DeliveryView(
                row.getObject("id", UUID.class),
                row.getObject("appeal_id", UUID.class),
                row.getString("number"),
                row.getObject("answer_id", UUID.class),
                DeliveryKind.valueOf(row.getString("kind")),
                Channel.valueOf(row.getString("channel")),
                row.getString("recipient"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("reference"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "next_attempt_at"),
                instant(row, "finished_at"),
                instant(row, "delivered_at"),
                instant(row, "read_at"),
                row.getString("track"),
                row.getString("receipt"),
                row.getString("error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
