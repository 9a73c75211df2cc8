package ru.priyomnaya.rating;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mark for an answer.
 *
 * @param mark 1 to 5; null where the source has words only, as ГИС ЖКХ has
 * @param words the mark in words
 */
public record Rating(
        Source source,
        @Nullable Integer mark,
        String words,
        @Nullable String comment,
        Instant at) {
    /** Where the applicant gave it. */
    public enum Source {
        APPLICANT("Заявитель по ссылке"),
        GIS("ГИС ЖКХ");

        private final String inRussian;

        Source(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
