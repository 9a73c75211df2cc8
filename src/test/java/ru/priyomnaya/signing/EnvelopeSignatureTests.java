package ru.priyomnaya.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.xml.security.c14n.Canonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Against OpenSSL's GOST engine, which shares no line with our libraries. */
class EnvelopeSignatureTests {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    static final String ANSWER = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:base="urn:base" xmlns:unused="urn:unused"><soap:Header><base:H>1</base:H></soap:Header>\
            <soap:Body><a:importAnswerRequest xmlns:a="urn:appeals" Id="signed-data-container" base:version="13.2.1.0"><a:AnswerText>Уважаемая Анна! Ток &lt;5 А, напряжение &gt;250 В, «ёлки» 😀</a:AnswerText></a:importAnswerRequest></soap:Body></soap:Envelope>""";

    @TempDir
    Path directory;

    static Stream<Arguments> strengthsAndProfiles() {
        return Stream.of(256, 512)
                .flatMap(strength ->
                        Stream.of(SignatureProfile.values()).map(profile -> Arguments.of(strength, profile)));
    }

    @ParameterizedTest
    @MethodSource("strengthsAndProfiles")
    void anAnswerInRussianSignsAndVerifies(int strength, SignatureProfile profile) throws Exception {
        var signed = signer(strength).signEnvelope(ANSWER.getBytes(StandardCharsets.UTF_8), profile);

        assertThat(EnvelopeVerifier.verify(signed, NOW).problems()).isEmpty();
        assertThat(new String(signed, StandardCharsets.UTF_8))
                .contains("«ёлки» 😀")
                .doesNotContain("\n");
        assertThat(openSslSays(signed, profile, strength)).contains("Verified OK");
    }

    @ParameterizedTest
    @MethodSource("strengthsAndProfiles")
    void aChangeOfOneByteFails(int strength, SignatureProfile profile) throws Exception {
        var signed = signer(strength).signEnvelope(ANSWER.getBytes(StandardCharsets.UTF_8), profile);
        var text = new String(signed, StandardCharsets.UTF_8);

        var otherText = text.replace("Ток", "Тон").getBytes(StandardCharsets.UTF_8);
        var otherTime = text.replaceFirst("(SigningTime>2026-11-2)3", "$14").getBytes(StandardCharsets.UTF_8);
        var otherInfo = text.replaceFirst("-ref0\"", "-ref1\"").getBytes(StandardCharsets.UTF_8);

        assertThat(EnvelopeVerifier.verify(otherText, NOW).problems())
                .containsExactly("Данные изменены после подписания");
        assertThat(EnvelopeVerifier.verify(otherTime, NOW).problems())
                .containsExactly("Свойства подписи изменены после подписания");
        assertThat(EnvelopeVerifier.verify(otherInfo, NOW).problems())
                .containsExactly("Подпись не соответствует сертификату");
        assertThat(openSslSays(otherInfo, profile, strength)).doesNotContain("Verified OK");
    }

    @Test
    void theSignatureComesFirstAndSaysNothingOptional() throws Exception {
        var signed = signer(256).signEnvelope(ANSWER.getBytes(StandardCharsets.UTF_8), SignatureProfile.P1);

        assertThat(new String(signed, StandardCharsets.UTF_8))
                .contains("base:version=\"13.2.1.0\"><ds:Signature ")
                .contains("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")
                .contains("<xades:SigningTime>2026-11-23T12:00:00.000+03:00</xades:SigningTime>")
                .contains("Type=\"http://uri.etsi.org/01903#SignedProperties\"")
                .contains("1.2.643.100.1=")
                .doesNotContain(
                        "SignaturePolicy", "DataObjectFormat", "UnsignedProperties", "SigningCertificateV2", "E=ca@");
    }

    @Test
    void aSignatureOverAnotherElementIsRefused() throws Exception {
        var signed = new String(
                signer(256).signEnvelope(ANSWER.getBytes(StandardCharsets.UTF_8), SignatureProfile.P3),
                StandardCharsets.UTF_8);

        // The signed element is moved aside and a forged one takes its place, with the signature inside.
        var forged = signed.replace("Id=\"signed-data-container\"", "Id=\"forged\"");

        assertThat(EnvelopeVerifier.verify(forged.getBytes(StandardCharsets.UTF_8), NOW)
                        .problems())
                .contains("Подписан не тот элемент, который лежит в Body");
    }

    @Test
    void aDocumentWithEntitiesIsNotParsed() {
        var bomb = "<!DOCTYPE x [<!ENTITY a \"b\">]>" + ANSWER;

        assertThat(EnvelopeVerifier.verify(bomb.getBytes(StandardCharsets.UTF_8), NOW)
                        .problems())
                .singleElement()
                .asString()
                .contains("DOCTYPE");
    }

    @Test
    void whatIsNotAnEnvelopeIsNotSigned() throws Exception {
        var signer = signer(256);

        assertThatThrownBy(() -> signer.signEnvelope("<a/>".getBytes(StandardCharsets.UTF_8), SignatureProfile.P1))
                .isInstanceOf(SigningFailure.class)
                .hasMessageContaining("не похоже на конверт");
    }

    private Signer signer(int strength) throws IOException {
        return signer(directory, strength, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(400)));
    }

    static Signer signer(Path directory, int strength, Instant from, Instant until) throws IOException {
        return Signers.of(settings(directory, strength, from, until), Clock.fixed(NOW, ZoneOffset.UTC), MOSCOW);
    }

    static KeySettings settings(Path directory, int strength, Instant from, Instant until) throws IOException {
        var file = directory.resolve("key-" + strength + ".p12");
        ThrowAwayKey.write(file, "secret&%", strength, "ООО «Приозёрский энергосбыт»", from, until);
        return new KeySettings(file.toString(), null, null, null, "secret&%", null, null);
    }

    /** OpenSSL is given what it can judge: the canonical SignedInfo, the value and the public key. */
    private String openSslSays(byte[] signed, SignatureProfile profile, int strength) throws Exception {
        var document = SecureXml.parse(signed);
        var info = (Element) document.getElementsByTagNameNS(EnvelopeSignature.DS, "SignedInfo")
                .item(0);
        var out = new ByteArrayOutputStream();
        Canonicalizer.getInstance(profile.canonicalization).canonicalizeSubtree(info, out);
        var value = document.getElementsByTagNameNS(EnvelopeSignature.DS, "SignatureValue")
                .item(0)
                .getTextContent();
        var certificate = document.getElementsByTagNameNS(EnvelopeSignature.DS, "X509Certificate")
                .item(0)
                .getTextContent();
        Files.write(directory.resolve("info"), out.toByteArray());
        Files.write(directory.resolve("value"), Base64.getMimeDecoder().decode(value));
        Files.writeString(directory.resolve("key.pem"), pem(publicKey(certificate)));
        return OpenSsl.run(
                "dgst",
                "-engine",
                "gost",
                "-md_gost12_" + strength,
                "-verify",
                directory.resolve("key.pem").toString(),
                "-signature",
                directory.resolve("value").toString(),
                directory.resolve("info").toString());
    }

    private static PublicKey publicKey(String certificate) throws Exception {
        return CertificateFactory.getInstance("X.509", "BC")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getMimeDecoder().decode(certificate)))
                .getPublicKey();
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Debian's {@code openssl} with {@code libengine-gost-openssl}; {@code .ci/run} installs them. */
    static final class OpenSsl {
        private OpenSsl() {}

        static String run(String... arguments) throws Exception {
            var command = new ArrayList<String>();
            command.add("openssl");
            command.addAll(List.of(arguments));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return output;
        }
    }
}
