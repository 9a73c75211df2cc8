package ru.priyomnaya.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry with its link in the chain, for whoever checks it elsewhere.
 *
 * @param details as JSON; {@code {"erased":n}} when entry n tells that they were erased
 * @param salt with which {@code digest} is made of the details; null when they are erased, and in entries of format 1
 * @param digest over salt and details; null in entries of format 1, whose seal is over the details themselves
 * @param seq place in the chain; null while it is not sealed yet
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
        @Nullable String salt,
        @Nullable String digest,
        @Nullable Long seq,
        @Nullable String previous,
        @Nullable String seal) {

    /** @throws NullPointerException for what is no entry: files of others are read too */
    public SealedEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(details, "details");
    }

    @JsonIgnore
    public boolean isErased() {
        return salt == null && JournalHash.eraserOf(details) != null;
    }

    /** The entry that tells of the erasure; null for details that are there. */
    @JsonIgnore
    public @Nullable Long eraser() {
        return isErased() ? JournalHash.eraserOf(details) : null;
    }

    /** What it says of entries that it has erased: number → witness; empty for all other events. */
    public Map<Long, String> witnesses() {
        return event.equals(AuditEvent.JOURNAL_ERASED.name()) ? JournalRows.witnesses(details) : Map.of();
    }

    /**
     * Whether the entry is the one that was written and sealed; true as well while it is not sealed.
     *
     * @param witnesses what entries of the event JOURNAL_ERASED say about this one: its id → its witness
     */
    public boolean isSound(Map<Long, String> witnesses) {
        if (isErased()) {
            return knownToTheChain() != null
                    && JournalHash.witness(this).equals(witnesses.get(id))
                    && (digest == null || isLinked());
        }
        return (digest == null
                        ? salt == null
                        : salt != null && JournalHash.digest(salt, details).equals(digest))
                && isLinked();
    }

    private @Nullable String knownToTheChain() {
        return digest == null ? seal : digest;
    }

    private boolean isLinked() {
        return seal == null
                || previous == null
                || JournalHash.seal(previous, this).equals(seal);
    }
}
