package ru.priyomnaya.alarm;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Webhook;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.signing.WebhookSignature;

/** A channel falls silent: told once by letter and by webhook, seen on the screen, told once that it is over. */
class AlarmStoryTests extends GatewayTest {
    @Autowired
    private AlarmWatch watch;

    @Autowired
    private Alarms alarms;

    @Value("${test.alarm-port}")
    private int alarmPort;

    private final String channel = "проверка " + UUID.randomUUID();
    private Webhook webhook;

    @BeforeEach
    void listen() throws IOException {
        webhook = new Webhook(alarmPort);
    }

    @AfterEach
    void tidy() {
        webhook.close();
        jdbc.sql("delete from channel_pulse where channel = :channel")
                .param("channel", channel)
                .update();
        watch.look();
    }

    private void silent() {
        jdbc.sql("""
                        insert into channel_pulse (channel, failing_since, error)
                        values (:channel, now() - interval '11 minutes', 'ConnectException: refused')
                        """).param("channel", channel).update();
    }

    private List<String> told(String state) {
        return webhook.calls().stream()
                .map(Webhook.Call::body)
                .filter(body -> body.contains(channel) && body.contains("\"" + state + "\""))
                .toList();
    }

    private long letters(String subject) {
        return mail().inbox("alarms@demo.local").stream()
                .filter(letter -> says(letter, subject))
                .count();
    }

    private boolean says(MimeMessage letter, String subject) {
        try {
            return letter.getSubject().equals(subject)
                    && letter.getContent().toString().contains(channel);
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itIsToldOnceAndOnceThatItIsOver() {
        silent();
        watch.look();
        watch.look();

        assertThat(told("raised")).singleElement().asString().contains(ConcernKind.CHANNEL_SILENT.name());
        assertThat(letters("Тревога: Канал молчит")).isEqualTo(1);
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("it");
            page.navigate("/console/alarms");
            assertThat(page.getByText("Канал " + channel + " не работает").first())
                    .isVisible();
            browser.look(page, "alarms");
        }

        jdbc.sql("update channel_pulse set failing_since = null where channel = :channel")
                .param("channel", channel)
                .update();
        watch.look();
        watch.look();

        assertThat(told("recovered")).hasSize(1);
        assertThat(letters("Прошло: Канал молчит")).isEqualTo(1);
    }

    @Test
    void whatDidNotArriveIsToldAgainAndOnlyThat() {
        webhook.answers(503);
        silent();
        watch.look();
        assertThat(told("raised")).isEmpty();

        webhook.answers(204);
        watch.look();

        assertThat(told("raised")).hasSize(1);
        assertThat(letters("Тревога: Канал молчит")).isEqualTo(1);
    }

    @Test
    void whatIsOverBeforeAnybodyHeardIsNotTold() {
        webhook.answers(503);
        silent();
        watch.look();
        jdbc.sql("update channel_pulse set failing_since = null where channel = :channel")
                .param("channel", channel)
                .update();
        webhook.answers(204);
        watch.look();

        assertThat(told("raised")).isEmpty();
        assertThat(told("recovered")).isEmpty();
        assertThat(alarms.past()).anyMatch(alarm -> alarm.about().equals(channel));
    }

    @Test
    void theCallIsSigned() {
        silent();
        watch.look();

        var call = webhook.calls().stream()
                .filter(one -> one.body().contains(channel))
                .findFirst()
                .orElseThrow();
        assertThat(call.signature())
                .isEqualTo(WebhookSignature.of(
                        ACCOUNT_SECRET, call.timestamp(), call.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSampleIsSentOnDemand() {
        assertThat(api().post("it", "/api/v1/alarms/test", java.util.Map.of())
                        .is(200)
                        .json()
                        .toString())
                .isEqualTo("{\"email\":\"\",\"webhook\":\"\"}");
        assertThat(webhook.calls()).anyMatch(call -> call.body().contains("\"test\""));
        api().post("executor", "/api/v1/alarms/test", java.util.Map.of()).is(403);
    }
}
