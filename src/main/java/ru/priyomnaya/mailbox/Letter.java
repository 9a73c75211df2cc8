package ru.priyomnaya.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter as a person would see it.
 *
 * @param from the sender's address in lower case, or null when none can be read
 * @param text the plain form; made from the HTML when there is no other
 * @param html sanitized, or null
 */
record Letter(
        @Nullable String from,
        @Nullable String fromName,
        @Nullable String replyTo,
        String subject,
        String text,
        @Nullable String html,
        List<File> files) {
    record File(String name, byte[] bytes, boolean inline) {}

    boolean isEmpty() {
        return text.isBlank() && subject.isBlank() && files.isEmpty();
    }
}
