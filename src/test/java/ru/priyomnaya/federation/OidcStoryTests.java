package ru.priyomnaya.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.priyomnaya.ScreenClient.location;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.ScreenClient;

/** The company's single sign-on. The gateway of these tests was started while it was down. */
class OidcStoryTests extends GatewayTest {
    private static final String BEGIN = "/sign-in/oidc-begin/company";

    @Value("${test.oidc-port}")
    private int provider;

    private String come(FakeProvider fake, ScreenClient client, UnaryOperator<JWTClaimsSet.Builder> lies) {
        var led = client.get(BEGIN).headers().firstValue("Location").orElse("");
        var asked = fake.begin(led, lies);
        assertThat(asked)
                .containsKeys("state", "nonce", "code_challenge")
                .containsEntry("code_challenge_method", "S256");
        return location(client.get(
                "/sign-in/oidc?code=the+code&state=" + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8)));
    }

    private static UnaryOperator<JWTClaimsSet.Builder> as(String name) {
        return claims -> claims.subject(name).claim("preferred_username", name);
    }

    private static String somebody() {
        return "o" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void whileItIsDownThePageSaysSoAndWhenItIsUpPeopleCome() throws IOException {
        var client = new ScreenClient(port);
        assertThat(client.get("/sign-in").body()).contains("Единый вход");
        // Whoever has described itself once, in another test of this process, is known.
        assertThat(location(client.get(BEGIN))).matches("/sign-in\\?provider-failed|/authorize\\?.*");
        var name = somebody();
        try (var fake = new FakeProvider(provider)) {
            assertThat(come(fake, client, as(name))).isEqualTo("/");
            assertThat(client.get("/profile").body()).contains("Единова Анна").contains("OpenID Connect");
            assertThat(client.get("/inbox?view=ALL").statusCode()).isEqualTo(200);
            client.post("/sign-out", Map.of());
            assertThat(location(client.get("/inbox"))).isEqualTo("/sign-in");
            assertThat(client.get("/sign-in?out").body()).contains("/out?client_id=priyomnaya");

            assertThat(come(
                            fake,
                            new ScreenClient(port),
                            claims -> as(name).apply(claims)
                                    .claim("realm_access", Map.of("roles", List.of("strangers")))))
                    .isEqualTo("/sign-in?not-admitted");
            fake.rotateKeys();
            assertThat(come(fake, new ScreenClient(port), as(name)))
                    .as("with new keys")
                    .isEqualTo("/");
            assertThat(come(fake, new ScreenClient(port), claims -> as("admin").apply(claims)))
                    .as("a name that is a local account's")
                    .isEqualTo("/sign-in?not-admitted");
        }
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                Arguments.of("invalid_nonce", lie(claims -> claims.claim("nonce", "another"))),
                Arguments.of("invalid_id_token", lie(claims -> claims.audience("another"))),
                Arguments.of("invalid_id_token", lie(claims -> claims.issuer("http://127.0.0.1:1"))),
                Arguments.of(
                        "invalid_id_token",
                        lie(claims ->
                                claims.expirationTime(Date.from(Instant.now().minusSeconds(600))))),
                Arguments.of("invalid_id_token", lie(claims -> claims.subject(null))));
    }

    private static UnaryOperator<JWTClaimsSet.Builder> lie(UnaryOperator<JWTClaimsSet.Builder> lie) {
        return lie;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void aTokenThatIsNotForThisSignInOpensNothing(String what, UnaryOperator<JWTClaimsSet.Builder> lie)
            throws IOException {
        try (var fake = new FakeProvider(provider)) {
            var client = new ScreenClient(port);

            assertThat(come(fake, client, lie)).as(what).isEqualTo("/sign-in?provider-failed");

            assertThat(location(client.get("/profile"))).isEqualTo("/sign-in");
            assertThat(jdbc.sql(
                                    "select details from journal_entry where event = 'SIGN_IN_NOT_ADMITTED' order by id desc limit 1")
                            .query(String.class)
                            .single())
                    .contains(what);
        }
    }

    @Test
    void anAnswerThatNobodyAskedForOpensNothing() throws IOException {
        try (var fake = new FakeProvider(provider)) {
            var client = new ScreenClient(port);
            fake.begin(client.get(BEGIN).headers().firstValue("Location").orElse(""), as(somebody()));

            assertThat(location(client.get("/sign-in/oidc?code=the+code&state=forged")))
                    .isEqualTo("/sign-in?provider-failed");
            assertThat(location(new ScreenClient(port).get("/sign-in/oidc?error=%3Cscript%3E&state=x")))
                    .isEqualTo("/sign-in?provider-failed");
            assertThat(jdbc.sql("select count(*) from journal_entry where details like '%script%'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }
}
