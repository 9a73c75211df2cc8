package ru.priyomnaya.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry with its link in the chain, for whoever checks it elsewhere.
 *
 * @param previous hash of the entry before it in the chain, of any appeal
 * @param seal hash over {@code previous} and this entry; null while it is not sealed yet
 */
public record SealedEntry(
        long id,
        Instant at,
        String actor,
        String event,
        @Nullable String appeal,
        String details,
        @Nullable String previous,
        @Nullable String seal) {

    /** Whether the entry is the one that was sealed; true as well while it is not sealed. */
    public boolean isSound() {
        return seal == null
                || previous == null
                || JournalSeal.hash(previous, this).equals(seal);
    }
}
