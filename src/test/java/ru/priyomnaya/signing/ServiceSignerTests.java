package ru.priyomnaya.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key lies with another program, which is asked over HTTP; what it returns is not taken on trust. */
class ServiceSignerTests {
    private static final byte[] ENVELOPE = EnvelopeSignatureTests.ANSWER.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private HttpServer server;
    private Signer inside;
    private KeySettings settings;
    private UnaryOperator<byte[]> spoil = UnaryOperator.identity();
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        var now = EnvelopeSignatureTests.NOW;
        settings = EnvelopeSignatureTests.settings(
                directory, 256, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)));
        inside = Signers.of(settings, clock(), ZoneId.of("Europe/Moscow"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource(SignatureProfile.class)
    void itsEnvelopesAreVerified(SignatureProfile profile) {
        var signed = service().signEnvelope(ENVELOPE, profile);

        assertThat(EnvelopeVerifier.verify(signed, EnvelopeSignatureTests.NOW).problems())
                .isEmpty();
        assertThat(new String(signed, StandardCharsets.UTF_8)).contains(profile.canonicalization);
    }

    @Test
    void itSignsFilesAndShowsItsCertificate() {
        var file = new byte[] {1, 2, 3};

        assertThat(DetachedSignature.verify(file, service().signDetached(file), EnvelopeSignatureTests.NOW)
                        .isGood())
                .isTrue();
        assertThat(service().certificate().owner()).contains("Приозёрский энергосбыт");
    }

    @Test
    void anEnvelopeThatItChangedIsNotSent() {
        spoil = signed ->
                new String(signed, StandardCharsets.UTF_8).replace("Ток", "Тон").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> service().signEnvelope(ENVELOPE, SignatureProfile.P1))
                .isInstanceOf(SigningFailure.class)
                .hasMessageContaining("Данные изменены");
    }

    @Test
    void aServiceThatIsAwayIsTriedLater() {
        status = 503;
        assertThatThrownBy(() -> service().signDetached(new byte[1])).satisfies(ServiceSignerTests::isPassing);
        server.stop(0);
        assertThatThrownBy(() -> service().signDetached(new byte[1])).satisfies(ServiceSignerTests::isPassing);
    }

    @Test
    void aKeyMayLieWithAnyProviderThatIsNamed() {
        var named = new KeySettings(
                settings.keystore(),
                "PKCS12",
                BouncyCastleProvider.class.getName(),
                "ECGOST3410-2012-256",
                settings.password(),
                "key",
                null);

        var signed = signer(named).signEnvelope(ENVELOPE, SignatureProfile.P1);

        assertThat(EnvelopeVerifier.verify(signed, EnvelopeSignatureTests.NOW).problems())
                .isEmpty();
    }

    @Test
    void whatIsWrongWithAKeyIsSaidInPlainWords() {
        refuses(
                new KeySettings(directory + "/no.p12", null, null, null, "x", null, null),
                "SIGN-001",
                "нет такого файла");
        refuses(new KeySettings(settings.keystore(), null, null, null, "x", null, null), "SIGN-002", "неверный пароль");
        refuses(
                new KeySettings(settings.keystore(), null, null, null, settings.password(), "other", null),
                "SIGN-003",
                "есть: key");
        refuses(
                new KeySettings(null, "HDImageStore", "ru.CryptoPro.JCP.JCP", null, null, null, null),
                "SIGN-001",
                "положите его jar");
        refuses(
                new KeySettings(settings.keystore(), "HDImageStore", null, null, null, null, null),
                "SIGN-001",
                "не знает хранилищ");
    }

    @Test
    void twoKeysNeedAName() throws Exception {
        var store = KeyStore.getInstance("PKCS12", BouncyCastleProvider.PROVIDER_NAME);
        var password = Objects.requireNonNull(settings.password()).toCharArray();
        try (var in = Files.newInputStream(Path.of(Objects.requireNonNull(settings.keystore())))) {
            store.load(in, password);
        }
        store.setKeyEntry("second", store.getKey("key", password), password, store.getCertificateChain("key"));
        var both = directory.resolve("both.p12");
        try (var out = Files.newOutputStream(both)) {
            store.store(out, password);
        }

        refuses(
                new KeySettings(both.toString(), null, null, null, settings.password(), null, null),
                "SIGN-003",
                "укажите псевдоним");
    }

    private static void refuses(KeySettings settings, String code, String words) {
        assertThatThrownBy(() -> signer(settings))
                .isInstanceOf(SigningFailure.class)
                .hasMessageContaining(words)
                .satisfies(e -> assertThat(((SigningFailure) e).code()).isEqualTo(code));
    }

    private static void isPassing(Throwable e) {
        assertThat(e).isInstanceOf(SigningFailure.class);
        assertThat(((SigningFailure) e).isPassing()).isTrue();
    }

    private Signer service() {
        return signer(new KeySettings(
                null,
                null,
                null,
                null,
                null,
                null,
                "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private static Signer signer(KeySettings settings) {
        return Signers.of(settings, clock(), ZoneId.of("Europe/Moscow"));
    }

    private static Clock clock() {
        return Clock.fixed(EnvelopeSignatureTests.NOW, ZoneOffset.UTC);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var answer = spoil.apply(
                    switch (exchange.getRequestURI().getPath()) {
                        case "/envelope" ->
                            inside.signEnvelope(
                                    body,
                                    SignatureProfile.valueOf(
                                            exchange.getRequestURI().getQuery().replace("profile=", "")));
                        case "/detached" -> inside.signDetached(body);
                        default -> certificate();
                    });
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] certificate() throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12", BouncyCastleProvider.PROVIDER_NAME);
            try (var in = Files.newInputStream(Path.of(Objects.requireNonNull(settings.keystore())))) {
                store.load(in, Objects.requireNonNull(settings.password()).toCharArray());
            }
            return store.getCertificate("key").getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
