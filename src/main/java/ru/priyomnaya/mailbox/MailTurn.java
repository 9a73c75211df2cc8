package ru.priyomnaya.mailbox;

/**
 * Whether this gateway reads the mailboxes. Several would take each letter once too, but each would fetch it, and tokens that may
 * be used once would be spent.
 */
interface MailTurn {
    boolean isOurs();
}
