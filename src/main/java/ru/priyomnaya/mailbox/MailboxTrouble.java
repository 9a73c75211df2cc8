package ru.priyomnaya.mailbox;

import jakarta.mail.MessagingException;

/** Something about a mailbox that only IT can put right; the message says what, in Russian. */
class MailboxTrouble extends MessagingException {
    MailboxTrouble(String sentence) {
        super(sentence);
    }
}
