package ru.priyomnaya.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.Channel;

/**
 * Which messages of the intake log are asked for; null: any.
 *
 * @param code how the code of the outcome begins, for example {@code MAIL-0}
 * @param from received then or later
 * @param until received before
 */
public record MessageFilter(
        @Nullable Channel channel,
        @Nullable IntakeState state,
        @Nullable String code,
        @Nullable Instant from,
        @Nullable Instant until) {
    /** Only by state. */
    public static MessageFilter of(@Nullable IntakeState state) {
        return new MessageFilter(null, state, null, null, null);
    }
}
