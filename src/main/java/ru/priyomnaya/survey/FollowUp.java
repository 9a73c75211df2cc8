package ru.priyomnaya.survey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A low mark that somebody has to look into [разбор низкой оценки].
 *
 * @param mark 1 or 2
 * @param head who has to, short name; null: any director
 * @param what was done about it; null while it is open
 * @param mayClose whether the person who looks may say so
 */
record FollowUp(
        UUID id,
        UUID appealId,
        String number,
        String subject,
        int mark,
        @Nullable String head,
        Instant openedAt,
        State state,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        @Nullable String what,
        boolean mayClose) {
    enum State {
        OPEN("Ждёт"),
        DONE("Разобрано");

        private final String inRussian;

        State(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
