package ru.priyomnaya.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel found out about a message beside its content.
 *
 * @param notes what the reader had to decide, in order, in Russian, without personal data
 * @param proposedEmail address of the true applicant behind a forwarded message, for a person to confirm, or null
 * @param proposedName their name, or null
 * @param signature verdict about a cryptographic signature, or null when there is none
 */
public record Facts(
        List<String> notes,
        @Nullable String proposedEmail,
        @Nullable String proposedName,
        @Nullable String signature) {
    public static final Facts NONE = new Facts(List.of(), null, null, null);

    public Facts {
        notes = List.copyOf(notes);
    }
}
