package ru.priyomnaya.journal;

import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Says whether the journal is as it was written. */
@Service
public class Chain {
    private final JournalSeal seal;

    Chain(JournalSeal seal) {
        this.seal = seal;
    }

    /**
     * @param sealed entries under the chain
     * @param open entries of the last seconds that are not under it yet
     * @param broken the first entry that is not what was sealed
     */
    public record Result(long sealed, long open, Optional<Long> broken) {
        public boolean isSound() {
            return broken.isEmpty();
        }

        public String inRussian() {
            return broken.map(entry ->
                            "Журнал изменён: запись %d не та, что была сцеплена. Сообщите администратору базы данных"
                                    .formatted(entry))
                    .orElse("Журнал цел: проверено записей — %d, ещё не сцеплено — %d".formatted(sealed, open));
        }
    }

    /** Reads the whole journal: minutes for millions of entries. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
    public Result verify() {
        return seal.verify();
    }
}
