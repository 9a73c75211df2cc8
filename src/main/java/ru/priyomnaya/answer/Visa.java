package ru.priyomnaya.answer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person is asked to say of an answer in one round, and what they said [виза].
 *
 * @param position from 1, in the order in which they are asked
 * @param signs the signature itself, after all others
 */
public record Visa(
        int round,
        int position,
        UUID personId,
        boolean signs,
        @Nullable Decision decision,
        @Nullable String comment,
        @Nullable Instant decidedAt) {

    /** What can be said. */
    public enum Decision {
        APPROVED("Согласовано"),
        RETURNED("Возвращено");

        private final String inRussian;

        Decision(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
