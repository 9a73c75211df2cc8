package ru.priyomnaya.journal;

import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Says whether the journal is as it was written. */
@Service
public class Chain {
    private final JdbcTemplate jdbc;

    Chain(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param sealed entries under the chain
     * @param open entries of the last seconds that are not under it yet
     * @param erased entries whose details were erased lawfully: the journal itself tells by whom and when
     * @param broken the first entry that is not what was sealed
     */
    public record Result(long sealed, long open, long erased, Optional<Long> broken) {
        public boolean isSound() {
            return broken.isEmpty();
        }

        public String inRussian() {
            return broken.map(entry ->
                            "Журнал изменён: запись %d не та, что была сцеплена. Сообщите администратору базы данных"
                                    .formatted(entry))
                    .orElse("Журнал цел: проверено записей — %d, ещё не сцеплено — %d, сведения удалены по закону — %d"
                            .formatted(sealed, open, erased));
        }
    }

    /** Reads the whole journal: minutes for millions of entries. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
    public Result verify() {
        return new JournalCheck(jdbc).run();
    }
}
