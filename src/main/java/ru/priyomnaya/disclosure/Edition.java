package ru.priyomnaya.disclosure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of what is disclosed of a year. Its content never changes.
 *
 * @param edition from 1, of the year
 * @param sha256 of the content, which the journal names too
 * @param preparedBy user name, as the others
 */
record Edition(
        UUID id,
        int year,
        int edition,
        State state,
        String sha256,
        Instant preparedAt,
        String preparedBy,
        @Nullable Instant publishedAt,
        @Nullable String publishedBy,
        @Nullable String comment,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawnBy,
        @Nullable String withdrawnReason) {
    enum State {
        /** Waits for a person to read and publish it. */
        DRAFT("Готовится"),
        PUBLISHED("Опубликовано"),
        WITHDRAWN("Снято с публикации");

        private final String inRussian;

        State(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
