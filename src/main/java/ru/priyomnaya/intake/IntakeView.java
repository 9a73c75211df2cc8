package ru.priyomnaya.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;

/** A line of the intake log for screens and the API. */
public record IntakeView(
        long id,
        Channel channel,
        String externalId,
        Instant receivedAt,
        String sha256,
        long size,
        IntakeState state,
        @Nullable UUID appealId,
        @Nullable String appealNumber,
        @Nullable String code,
        @Nullable String reason,
        int attempts) {
    static final String SELECT = """
            select i.id, i.channel, i.external_id, i.received_at, i.sha256, i.size, i.state, i.appeal_id, i.code, i.reason,
                   i.attempts, a.number
            from intake i left join appeal a on a.id = i.appeal_id
            """;

    static IntakeView of(ResultSet row, int n) throws SQLException {
        return new IntakeView(
                row.getLong("id"),
                Channel.valueOf(row.getString("channel")),
                row.getString("external_id"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("sha256"),
                row.getLong("size"),
                IntakeState.valueOf(row.getString("state")),
                row.getObject("appeal_id", UUID.class),
                row.getString("number"),
                row.getString("code"),
                row.getString("reason"),
                row.getInt("attempts"));
    }
}
