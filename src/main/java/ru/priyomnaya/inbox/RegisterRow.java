package ru.priyomnaya.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;

/**
 * A line of the register.
 *
 * @param topic of the office's classifier
 * @param executor short name, «Иванова А. П.»
 * @param daysLeft until the deadline; negative when it has passed
 */
public record RegisterRow(
        UUID id,
        String number,
        Instant registeredAt,
        Channel channel,
        AppealKind kind,
        String applicant,
        String subject,
        @Nullable String topic,
        AppealStatus status,
        @Nullable String executor,
        LocalDate deadline,
        long daysLeft,
        boolean undelivered) {
    public boolean overdue() {
        return daysLeft < 0 && status.isOpen();
    }

    public boolean dueToday() {
        return daysLeft == 0 && status.isOpen();
    }
}
