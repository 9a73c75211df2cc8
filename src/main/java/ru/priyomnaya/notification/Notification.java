package ru.priyomnaya.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of news.
 *
 * @param actor who did it; null: the program
 */
public record Notification(
        long id,
        UUID appealId,
        String number,
        String subject,
        NotificationKind kind,
        Instant at,
        @Nullable String actor,
        boolean unread) {}
