package ru.priyomnaya.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import xades4j.UnsupportedAlgorithmException;
import xades4j.XAdES4jException;
import xades4j.providers.ValidationData;
import xades4j.verification.SignatureSpecificVerificationOptions;
import xades4j.verification.XAdESForm;
import xades4j.verification.XAdESVerificationResult;
import xades4j.verification.XadesVerificationProfile;

/** xades4j, of which the operator's own demonstration client is made, reads our signatures by its own rules of XAdES. */
class SecondLibraryTests {
    private static final Map<String, String> DIGESTS = Map.of("256", "GOST3411-2012-256", "512", "GOST3411-2012-512");

    @TempDir
    Path directory;

    static java.util.stream.Stream<Arguments> strengthsAndProfiles() {
        return EnvelopeSignatureTests.strengthsAndProfiles();
    }

    @ParameterizedTest
    @MethodSource("strengthsAndProfiles")
    void itTakesTheSignatureForAGoodXadesBes(int strength, SignatureProfile profile) throws Exception {
        var result = verify(signed(strength, profile));

        assertThat(result.getSignatureForm()).isEqualTo(XAdESForm.BES);
        assertThat(result.getSignedDataObjects()).hasSize(1);
        assertThat(result.getValidationCertificate().getSubjectX500Principal().getName())
                .contains("Приозёрский энергосбыт");
    }

    @ParameterizedTest
    @MethodSource("strengthsAndProfiles")
    void itRefusesAChangedLetterAndAChangedTime(int strength, SignatureProfile profile) throws Exception {
        var text = new String(signed(strength, profile), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> verify(text.replace("Ток", "Тон").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(XAdES4jException.class);
        assertThatThrownBy(() -> verify(
                        text.replaceFirst("(SigningTime>2026-11-2)3", "$14").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(XAdES4jException.class);
    }

    private byte[] signed(int strength, SignatureProfile profile) throws Exception {
        var now = EnvelopeSignatureTests.NOW;
        return EnvelopeSignatureTests.signer(
                        directory, strength, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)))
                .signEnvelope(EnvelopeSignatureTests.ANSWER.getBytes(StandardCharsets.UTF_8), profile);
    }

    private static XAdESVerificationResult verify(byte[] signed) throws Exception {
        var document = SecureXml.parse(signed);
        markIds(document.getDocumentElement());
        var signature = (Element) document.getElementsByTagNameNS(EnvelopeSignature.DS, "Signature")
                .item(0);
        return new XadesVerificationProfile((selector, at, others) -> new ValidationData(chosen(others)))
                .withDigestEngineProvider(SecondLibraryTests::digest)
                .newVerifier()
                .verify(
                        signature,
                        new SignatureSpecificVerificationOptions()
                                .setDefaultVerificationDate(Date.from(EnvelopeSignatureTests.NOW)));
    }

    private static List<X509Certificate> chosen(Collection<X509Certificate> inTheMessage) {
        return List.copyOf(inTheMessage);
    }

    private static MessageDigest digest(String uri) throws UnsupportedAlgorithmException {
        try {
            return MessageDigest.getInstance(
                    DIGESTS.get(uri.substring(uri.length() - 3)), BouncyCastleProvider.PROVIDER_NAME);
        } catch (NoSuchAlgorithmException | java.security.NoSuchProviderException e) {
            throw new UnsupportedAlgorithmException(e.getMessage(), uri, e);
        }
    }

    private static void markIds(Element element) {
        if (element.hasAttribute("Id")) {
            element.setIdAttribute("Id", true);
        }
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                markIds(inner);
            }
        }
    }
}
