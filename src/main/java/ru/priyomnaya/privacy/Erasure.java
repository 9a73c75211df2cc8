package ru.priyomnaya.privacy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to destroy personal data, and what became of it.
 *
 * @param number of the act
 * @param reason without personal data: it stays
 * @param early whether data go whose term of keeping is not over
 * @param proposedBy null while only the program proposes, by term
 * @param refusal why it was rejected
 * @param items how many appeals and messages it names
 */
record Erasure(
        UUID id,
        int number,
        Ground ground,
        String reason,
        boolean early,
        State state,
        @Nullable UUID proposedBy,
        Instant proposedAt,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String refusal,
        @Nullable Instant finishedAt,
        @Nullable String actSha256,
        int items) {

    /** Why data are destroyed; articles of 152-ФЗ. */
    enum Ground {
        TERM_OVER("Срок хранения истёк", "152-ФЗ, ст. 5, ч. 7; ст. 21, ч. 4"),
        CONSENT_WITHDRAWN("Согласие отозвано", "152-ФЗ, ст. 9, ч. 2; ст. 21, ч. 5"),
        DEMANDED("Требование человека", "152-ФЗ, ст. 14, ч. 1; ст. 20, ч. 3"),
        UNLAWFUL("Обработка неправомерна", "152-ФЗ, ст. 21, ч. 3");

        private final String inRussian;
        private final String basis;

        Ground(String inRussian, String basis) {
            this.inRussian = inRussian;
            this.basis = basis;
        }

        public String inRussian() {
            return inRussian;
        }

        public String basis() {
            return basis;
        }
    }

    enum State {
        /** Waits for a second person. */
        PROPOSED("Ждёт подтверждения"),
        /** Is being carried out; goes on after a restart. */
        CONFIRMED("Выполняется"),
        /** Rows are gone, the last files go. */
        ERASED("Удаляются файлы"),
        /** The act is written. */
        DONE("Исполнено"),
        REJECTED("Отклонено");

        private final String inRussian;

        State(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    /**
     * @param name of the appeal or message: a number, no person
     * @param state WAITING, ERASED or KEPT
     * @param why it stays, or would stay if it were done now
     */
    record Item(
            long id,
            @Nullable UUID appealId,
            @Nullable Long intakeId,
            String name,
            Instant at,
            String state,
            @Nullable String why,
            int rows,
            int documents,
            int entries) {
        /** {@code why}, one by one; Thymeleaf's own splitting goes by single characters. */
        public List<String> reasons() {
            return why == null || why.isEmpty() ? List.of() : List.of(why.split("; "));
        }

        Item because(String reason) {
            return new Item(id, appealId, intakeId, name, at, state, reason, rows, documents, entries);
        }
    }
}
