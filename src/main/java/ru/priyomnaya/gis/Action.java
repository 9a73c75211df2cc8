package ru.priyomnaya.gis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be done in ГИС ЖКХ, from the decision to the result.
 *
 * @param text comment, cause or the answer's text
 * @param until the date of a roll-over or of a performer's plan
 * @param receiver where a redirect goes: {@code ogrn:…} or {@code root:…}
 * @param person in whose name; null is the organisation's default employee
 * @param delivery of the outbox that waits for it
 * @param gisAnswer the answer's name in ГИС ЖКХ, once known
 * @param transport TransportGUID in the message that carries it
 * @param attempts how many messages have carried it
 * @param holdups how often it had to wait for something since the last message
 * @param alone carried without others, after a message of several was refused as a whole
 */
public record Action(
        UUID id,
        long seq,
        UUID appealGuid,
        UUID appealId,
        ActionKind kind,
        @Nullable String text,
        @Nullable LocalDate until,
        @Nullable String receiver,
        @Nullable UUID person,
        @Nullable UUID delivery,
        @Nullable UUID gisAnswer,
        State state,
        @Nullable UUID exchange,
        @Nullable UUID transport,
        boolean alone,
        int attempts,
        int holdups,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    /** Where it stands. */
    public enum State {
        WAITING("Ждёт отправки"),
        SENDING("В обмене"),
        DONE("Исполнено"),
        REFUSED("Отказ"),
        CANCELLED("Отменено");

        private final String inRussian;

        State(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
