package ru.priyomnaya.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of news.
 *
 * @param appealId with number and subject; null when it is about no appeal
 * @param actor who did it; null: the program
 */
public record Notification(
        long id,
        @Nullable UUID appealId,
        @Nullable String number,
        @Nullable String subject,
        NotificationKind kind,
        Instant at,
        @Nullable String actor,
        boolean unread) {}
