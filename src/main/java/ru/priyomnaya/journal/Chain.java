package ru.priyomnaya.journal;

import java.util.List;
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
     * @param anchors heads of the chain that somebody vouches for
     * @param broken the first entry that is not what was sealed
     * @param forgedAnchors what is wrong with them; Russian
     */
    public record Result(
            long sealed, long open, long erased, long anchors, Optional<Long> broken, List<String> forgedAnchors) {
        public boolean isSound() {
            return broken.isEmpty() && forgedAnchors.isEmpty();
        }

        public String inRussian() {
            if (broken.isEmpty() && !forgedAnchors.isEmpty()) {
                return "Журнал изменён: %s. Сообщите администратору базы данных".formatted(forgedAnchors.get(0));
            }
            return broken.map(entry ->
                            "Журнал изменён: запись %d не та, что была сцеплена. Сообщите администратору базы данных"
                                    .formatted(entry))
                    .orElse(
                            "Журнал цел: проверено записей — %d, ещё не сцеплено — %d, сведения удалены по закону — %d, заверенных голов — %d"
                                    .formatted(sealed, open, erased, anchors));
        }
    }

    /** Reads the whole journal: minutes for millions of entries. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'AUDITOR')")
    public Result verify() {
        return new JournalCheck(jdbc).run();
    }
}
