package ru.priyomnaya.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.priyomnaya.ScreenClient.location;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.ScreenClient;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.access.PersonCard;
import ru.priyomnaya.access.Role;

/** Codes of an application: taken over, asked for, not taken twice, lost, removed. */
class SecondFactorStoryTests extends GatewayTest {
    private static final Pattern SECRET = Pattern.compile("Ключ: <code[^>]*>([A-Z2-7 ]+)</code>");
    private static final Pattern RECOVERY = Pattern.compile("<code>([0-9a-f]{4}(?:-[0-9a-f]{4}){4})</code>");

    @Autowired
    private Accounts accounts;

    @Autowired
    private SecondFactors factors;

    @Autowired
    private Clock clock;

    private String me = "";

    @BeforeEach
    void somebody() {
        me = "f" + UUID.randomUUID().toString().substring(0, 8);
        accounts.addUnchecked(
                me,
                "demo",
                new PersonCard("Кодова", "Анна", null, null, null, null, null, Set.of(Role.REGISTRAR), true));
    }

    private UUID id() {
        return jdbc.sql("select id from person where username = :me")
                .param("me", me)
                .query(UUID.class)
                .single();
    }

    /** What the telephone would show, {@code later} half minutes from now. */
    private String code(String secret, int later) {
        return Totp.code(bytes(secret), Totp.step(clock.instant()) + later, 6);
    }

    private static byte[] bytes(String base32) {
        var bits = new StringBuilder();
        base32.replace(" ", "")
                .chars()
                .forEach(c -> bits.append(
                        String.format("%5s", Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)))
                                .replace(' ', '0')));
        var bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return bytes;
    }

    private record Enrolled(String secret, List<String> recovery) {}

    private Enrolled enrol() {
        var client = ScreenClient.signedIn(port, me);
        var found = SECRET.matcher(client.get("/profile/second-factor").body());
        assertThat(found.find()).isTrue();
        var secret = found.group(1);
        client.post("/profile/second-factor", Map.of("code", "000000"));
        assertThat(factors.isSetUp(id())).isFalse();
        client.post("/profile/second-factor", Map.of("code", code(secret, 0)));
        var codes = RECOVERY.matcher(client.get("/profile/second-factor").body());
        var recovery = new ArrayList<String>();
        while (codes.find()) {
            recovery.add(codes.group(1));
        }
        assertThat(recovery).hasSize(10);
        assertThat(client.get("/profile/second-factor").body()).doesNotContain(recovery.get(0));
        return new Enrolled(secret, recovery);
    }

    @Test
    void withoutTheCodeThePasswordOpensNothingAndNoCodeCountsTwice() {
        var enrolled = enrol();
        var client = new ScreenClient(port);
        assertThat(location(client.signIn(me, "demo"))).isEqualTo("/sign-in/code");
        assertThat(location(client.get("/inbox"))).isEqualTo("/sign-in");
        assertThat(location(client.get("/profile"))).isEqualTo("/sign-in");
        client.get("/sign-in/code");
        assertThat(location(client.post("/sign-in/code", Map.of("code", code(enrolled.secret(), 0)))))
                .as("the code that was shown at enrolment")
                .isEqualTo("/sign-in/code?error");
        var next = code(enrolled.secret(), 1);
        client.get("/sign-in/code");
        assertThat(location(client.post("/sign-in/code", Map.of("code", next)))).isNotEqualTo("/sign-in/code?error");
        assertThat(client.get("/profile").statusCode()).isEqualTo(200);

        var second = new ScreenClient(port);
        second.signIn(me, "demo");
        second.get("/sign-in/code");
        assertThat(location(second.post("/sign-in/code", Map.of("code", next)))).isEqualTo("/sign-in/code?error");
        assertThat(jdbc.sql("select secret from second_factor where person_id = :me")
                        .param("me", id())
                        .query(byte[].class)
                        .single())
                .as("sealed")
                .hasSizeGreaterThan(20 + 12);
    }

    @Test
    void aProgramNeedsATokenThen() {
        enrol();
        var login = Base64.getEncoder().encodeToString((me + ":demo").getBytes(StandardCharsets.UTF_8));

        var refused = new ScreenClient(port).send("GET", "/api/v1/appeals", "", "Authorization", "Basic " + login);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("нужен токен");
    }

    @Test
    void aRecoveryCodeCountsOnceEvenWhenItIsTypedTwiceAtATime() {
        var code = enrol().recovery().get(3);
        var both = List.of(
                CompletableFuture.supplyAsync(() -> factors.check(id(), code)),
                CompletableFuture.supplyAsync(() -> factors.check(id(), code.toUpperCase(Locale.ROOT))));

        assertThat(both.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder(SecondFactors.Verdict.RIGHT, SecondFactors.Verdict.WRONG);
        assertThat(factors.recoveryCodesLeft(id())).isEqualTo(9);
    }

    @Test
    void fiveWrongCodesCloseTheDoorAndAnAdministratorOpensIt() {
        var enrolled = enrol();
        for (int i = 0; i < 4; i++) {
            assertThat(factors.check(id(), "000000")).isEqualTo(SecondFactors.Verdict.WRONG);
        }
        assertThat(factors.check(id(), "000000")).isEqualTo(SecondFactors.Verdict.BLOCKED);
        assertThat(factors.check(id(), code(enrolled.secret(), 1))).isEqualTo(SecondFactors.Verdict.BLOCKED);

        var admin = ScreenClient.signedIn(port, "admin");
        admin.post("/console/people/" + id() + "/account/reset-second-factor", Map.of());

        ScreenClient.signedIn(port, me);
        assertThat(jdbc.sql("select event from journal_entry where details like :me order by id")
                        .param("me", "%" + me + "%")
                        .query(String.class)
                        .list())
                .contains(
                        "SECOND_FACTOR_ENROLLED",
                        "SECOND_FACTOR_FAILED",
                        "SECOND_FACTOR_BLOCKED",
                        "SECOND_FACTOR_RESET");
    }

    @Test
    void itIsReadableToEverybody() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn(me);
            page.navigate("/profile/second-factor");
            browser.look(page, "second-factor");
            var secret = page.locator("code").textContent();
            page.getByLabel("Шесть цифр из приложения").fill(code(secret, 0));
            page.getByText("Подключить").last().click();
            com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(page.getByText("Запасные коды"))
                    .isVisible();
            browser.look(page, "recovery-codes");
            page.navigate("/profile");
            browser.look(page, "profile-sessions");
            var again = browser.visitor();
            again.navigate("/sign-in");
            again.getByLabel("Имя для входа").fill(me);
            again.getByLabel("Пароль").fill("demo");
            again.getByText("Войти").click();
            browser.look(again, "sign-in-code");
        }
    }
}
