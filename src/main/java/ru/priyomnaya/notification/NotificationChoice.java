package ru.priyomnaya.notification;

/**
 * How somebody wants to be told of one kind of news.
 *
 * @param inbox on the screen
 * @param mail in the letter of the day, as long as it is unread
 */
public record NotificationChoice(NotificationKind kind, boolean inbox, boolean mail) {}
