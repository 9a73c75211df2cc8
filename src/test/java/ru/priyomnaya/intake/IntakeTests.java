package ru.priyomnaya.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.DocumentStore;

/** Store first, parse second: what the log says after each kind of trouble. */
class IntakeTests extends GatewayTest {
    @Autowired
    private Intake intake;

    @Autowired
    private IntakeLog log;

    @Autowired
    private DocumentStore store;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void oneKeyIsOneMessage() throws IOException {
        var message = message("От: никого", Channel.FAX);

        var first = intake.keep(message);
        var second = intake.keep(message);

        assertThat(first.isNew()).isTrue();
        assertThat(second).isEqualTo(new Intake.Kept(first.id(), false));
    }

    @Test
    void whatCannotBeReadGoesToQuarantineWithItsOriginal() throws IOException {
        var kept = intake.keep(message("x", Channel.FAX));

        var settled = await().atMost(Duration.ofSeconds(20))
                .until(() -> intake.registerNow(kept.id()), view -> view.state() != IntakeState.STORED);

        assertThat(settled.state()).isEqualTo(IntakeState.QUARANTINED);
        assertThat(settled.code()).isEqualTo("WEB-010");
        assertThat(store.open(settled.sha256()).readAllBytes()).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aMessageThatKilledTheProcessFiveTimesWaitsForAPersonWhoMayRetry() throws IOException {
        var message = message("From: <a@example.ru>\r\nSubject: s\r\n\r\ntext", Channel.EMAIL);
        // In one transaction, so that the route that registers cannot take it in between.
        var id = Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
            var kept = intake.keep(message);
            jdbc.sql("update intake set attempts = 5 where id = :id")
                    .param("id", kept.id())
                    .update();
            return kept.id();
        }));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> intake.registerNow(id).state() != IntakeState.STORED);

        assertThat(log.view(id).orElseThrow().code()).isEqualTo("INTAKE-002");
        assertThat(api().post("registrar", "/api/v1/quarantine/" + id + "/retry", Map.of())
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("REGISTERED");
    }

    @Test
    void aMessageInAnotherWorkersHandsIsLeftAlone() throws IOException {
        var message = message("x", Channel.FAX);
        var claim = Objects.requireNonNull(new TransactionTemplate(transactions)
                .execute(status -> log.claimOne(intake.keep(message).id(), Set.of(IntakeState.STORED))));
        var id = claim.messages().get(0).id();

        assertThat(intake.registerNow(id).state()).isEqualTo(IntakeState.STORED);

        intake.work(claim);
        assertThat(log.view(id).orElseThrow().state()).isEqualTo(IntakeState.QUARANTINED);
    }

    private RawMessage message(String text, Channel channel) throws IOException {
        var bytes = store.put(text.getBytes(StandardCharsets.UTF_8));
        return new RawMessage(channel, UUID.randomUUID().toString(), "", bytes, Instant.EPOCH, null);
    }
}
