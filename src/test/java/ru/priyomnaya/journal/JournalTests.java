package ru.priyomnaya.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;

class JournalTests extends GatewayTest {
    @Autowired
    private JournalSeal seal;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void theJournalCannotBeChangedAndAForgeryBreaksTheChain() {
        anAppeal();
        while (seal.seal() > 0) {}

        assertThat(seal.firstBroken()).isEmpty();
        assertThatThrownBy(
                        () -> jdbc.sql("update journal_entry set actor = 'x'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from journal_seal").update()).hasMessageContaining("append-only");
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.sql("alter table journal_entry disable trigger all").update();
            var forged = jdbc.sql(
                            "update journal_entry set actor = 'forger' where id = (select entry_id from journal_seal where seq = 3) returning id")
                    .query(Long.class)
                    .single();
            assertThat(seal.firstBroken()).contains(forged);
            status.setRollbackOnly();
        });
        assertThat(seal.firstBroken()).isEmpty();
    }

    private void anAppeal() {
        api().post(
                        "",
                        "/api/v1/website/appeals",
                        Map.of(
                                "lastName",
                                "А",
                                "firstName",
                                "Б",
                                "email",
                                UUID.randomUUID() + "@example.ru",
                                "text",
                                "x",
                                "consent",
                                "true"))
                .is(201);
    }
}
