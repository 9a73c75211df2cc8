package ru.priyomnaya.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import ru.priyomnaya.appeal.RegisterEvent.RetentionKept;

/** The register of processing: what is kept, why, on which basis, for how long, where (152-ФЗ, ст. 18.1, ч. 1, п. 2). */
@Service
class Processing {
    private static final int LONGEST_MONTHS = 1_200;
    private static final int LONGEST = 1_000;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Processing(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * @param months how long after the end of the matter; null: no term of its own
     */
    record Kind(
            String kind,
            String title,
            String purpose,
            String basis,
            @Nullable Integer months,
            String termBasis,
            String lies) {
        /** Whether the program proposes what is over its term. */
        public boolean hasTerm() {
            return kind.equals("APPEAL") || kind.equals("MESSAGE");
        }
    }

    @PreAuthorize(ErasureDesk.READERS)
    public List<Kind> all() {
        return jdbc.sql(
                        "select kind, title, purpose, basis, months, term_basis, lies from processing_kind order by position")
                .query((row, n) -> new Kind(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, Integer.class),
                        row.getString(6),
                        row.getString(7)))
                .list();
    }

    /** @param months null: nothing is proposed by term */
    @PreAuthorize(ErasureDesk.WHO)
    @Transactional
    public void keep(String kind, String purpose, String basis, @Nullable Integer months, String termBasis) {
        var before = all().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Такого вида данных нет"));
        if (months != null && (!before.hasTerm() || months < 1 || months > LONGEST_MONTHS)) {
            throw new IllegalArgumentException("Срок — от 1 до %d месяцев".formatted(LONGEST_MONTHS));
        }
        for (var text : List.of(purpose, basis, termBasis)) {
            if (text.isBlank() || text.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "Цель, основание и основание срока нужны, не длиннее %d знаков".formatted(LONGEST));
            }
        }
        jdbc.sql("""
                        update processing_kind set purpose = :purpose, basis = :basis, months = :months, term_basis = :termBasis
                        where kind = :kind
                        """)
                .param("kind", kind)
                .param("purpose", purpose.strip())
                .param("basis", basis.strip())
                .param("months", months)
                .param("termBasis", termBasis.strip())
                .update();
        events.publishEvent(new RetentionKept(kind, before.months(), months));
    }
}
