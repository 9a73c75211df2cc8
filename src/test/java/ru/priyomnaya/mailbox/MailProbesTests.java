package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.probe.ProbedChannel.Outcome;
import ru.priyomnaya.probe.ProbedChannel.Step;
import ru.priyomnaya.storage.HomeFixture;

/** Whatever is wrong with a mailbox has its own step and its own sentence. */
class MailProbesTests {
    @TempDir
    private Path home;

    private final int imap = GatewayTest.freePort();
    private final int imaps = GatewayTest.freePort();
    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(imap, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(imaps, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
    });

    @BeforeEach
    void start() {
        mail.start();
        mail.setUser("reception@example.ru", "reception@example.ru", "secret");
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private List<Step> tested(Map<String, Object> different) throws Exception {
        var settings = new HashMap<String, Object>(Map.of(
                "protocol", "imap",
                "host", "127.0.0.1",
                "port", imap,
                "username", "reception@example.ru",
                "password", "secret",
                "timeout", "3s"));
        settings.putAll(different);
        var named = new HashMap<String, Object>();
        settings.forEach((name, value) -> named.put("priyomnaya.mailbox.imap." + name, value));
        var properties = new Binder(new MapConfigurationPropertySource(named))
                .bind("priyomnaya.mailbox", MailboxProperties.class)
                .get();
        var sessions = new MailSessions(properties, new MailTokens(HomeFixture.at(home), Clock.systemUTC()));
        return new MailProbes(properties, sessions, Clock.systemUTC())
                .all()
                .get(0)
                .test()
                .run();
    }

    private static void requireBad(List<Step> steps, String what, String sentence) {
        var last = steps.get(steps.size() - 1);
        assertThat(last.what()).isEqualTo(what);
        assertThat(last.outcome()).isEqualTo(Outcome.BAD);
        assertThat(last.sentence()).contains(sentence);
        assertThat(steps.subList(0, steps.size() - 1))
                .extracting(Step::outcome)
                .containsOnly(Outcome.GOOD)
                .size()
                .isGreaterThanOrEqualTo(what.equals("Имя сервера") ? 0 : 1);
    }

    @Test
    void allIsWell() throws Exception {
        var steps = tested(Map.of());
        assertThat(steps).extracting(Step::what).containsExactly("Имя сервера", "Соединение", "Вход", "Папка «INBOX»");
        assertThat(steps).extracting(Step::outcome).containsOnly(Outcome.GOOD);
    }

    @Test
    void aNameThatIsNotFound() throws Exception {
        var steps = tested(Map.of("host", "mail.invalid"));
        assertThat(steps).singleElement().satisfies(step -> {
            assertThat(step.outcome()).isEqualTo(Outcome.BAD);
            assertThat(step.sentence()).contains("имя не находится").contains("DNS");
        });
    }

    @Test
    void aPortThatNobodyServes() throws Exception {
        requireBad(tested(Map.of("port", GatewayTest.freePort())), "Соединение", "межсетевой экран");
    }

    @Test
    void aCertificateThatIsNotTrustedIsShownWithItsDates() throws Exception {
        requireBad(tested(Map.of("protocol", "imaps", "port", imaps)), "TLS", "действует с");
    }

    @Test
    void aServerThatSpeaksNoTls() throws Exception {
        requireBad(tested(Map.of("protocol", "imaps", "port", imap)), "TLS", "не говорит по TLS");
    }

    @Test
    void aWrongPassword() throws Exception {
        requireBad(tested(Map.of("password", "wrong")), "Вход", "Проверьте имя, пароль");
    }

    @Test
    void aFolderThatIsGone() throws Exception {
        requireBad(tested(Map.of("folder", "Обращения")), "Папка «Обращения»", "есть: INBOX");
    }
}
