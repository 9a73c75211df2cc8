package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;

class MailReconcileTests extends GatewayTest {
    private final String id = UUID.randomUUID() + "@example.ru";

    @Autowired
    private MailReconcile reconcile;

    @Autowired
    private MailboxChecks checks;

    @Test
    void aLetterThatWasMissedIsTakenAndSaidAloud() throws Exception {
        mail().send("From: robot@example.ru\nMessage-ID: <" + id
                + ">\nSubject: s\nAuto-Submitted: auto-generated\n\nx");
        await().atMost(Duration.ofSeconds(30)).until(() -> automatic() == 1);
        assertThat(reconcile.check()).isZero();

        jdbc.sql("delete from mailbox_letter where intake_id = (select id from intake where external_id = :id)")
                .param("id", id)
                .update();
        jdbc.sql("delete from intake where external_id = :id").param("id", id).update();

        assertThat(reconcile.check()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> automatic() == 1);
        assertThat(jdbc.sql("select error from channel_pulse where channel = 'mail-reconcile'")
                        .query(String.class)
                        .single())
                .contains("не хватало писем: 1");
        assertThat(checks.all()).anyMatch(check -> check.missing() == 1 && check.fetched() == 1);

        assertThat(reconcile.check()).isZero();
    }

    private long automatic() {
        return jdbc.sql("select count(*) from intake where external_id = :id and state = 'AUTOMATIC'")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
