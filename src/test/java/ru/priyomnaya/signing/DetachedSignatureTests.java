package ru.priyomnaya.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.priyomnaya.signing.EnvelopeSignatureTests.OpenSsl;

class DetachedSignatureTests {
    private static final byte[] FILE = "%PDF-1.7 Ответ № 12/Г-26".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void openSslVerifiesWhatWeSign(int strength) throws Exception {
        var signature = signer(strength).signDetached(FILE);

        Files.write(directory.resolve("file"), FILE);
        Files.write(directory.resolve("sig"), signature);
        assertThat(openSsl()).contains("erification successful");

        Files.write(directory.resolve("file"), changed());
        assertThat(openSsl()).doesNotContain("erification successful");
    }

    @Test
    void aChangedFileDoesNotMatch() throws IOException {
        var signature = signer(256).signDetached(FILE);

        assertThat(DetachedSignature.verify(FILE, signature, EnvelopeSignatureTests.NOW)
                        .isGood())
                .isTrue();
        assertThat(DetachedSignature.verify(changed(), signature, EnvelopeSignatureTests.NOW)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("Подпись не соответствует файлу");
    }

    @Test
    void anExpiredCertificateIsNamed() throws IOException {
        var signature = signer(256).signDetached(FILE);

        var later = EnvelopeSignatureTests.NOW.plus(Duration.ofDays(1000));

        assertThat(DetachedSignature.verify(FILE, signature, later).problems())
                .singleElement()
                .asString()
                .startsWith("Сертификат не действует");
    }

    @Test
    void whatOpenSslSignsCountsForWhomItsAuthorityIsTrusted() throws Exception {
        Files.write(directory.resolve("file"), FILE);
        var trusted = Files.createDirectory(directory.resolve("trusted"));
        OpenSsl.run(
                ("req -engine gost -x509 -newkey gost2012_256 -pkeyopt paramset:A -nodes -days 30 -utf8 -keyout %s -out %s"
                                        .formatted(directory.resolve("key.pem"), trusted.resolve("own.pem"))
                                + " -subj /SN=Морозов/GN=Виктор/CN=Директор")
                        .split(" "));
        OpenSsl.run("cms -sign -engine gost -binary -in %s -signer %s -inkey %s -outform DER -out %s"
                .formatted(
                        directory.resolve("file"),
                        trusted.resolve("own.pem"),
                        directory.resolve("key.pem"),
                        directory.resolve("sig"))
                .split(" "));
        var signature = Files.readAllBytes(directory.resolve("sig"));
        var now = Clock.systemUTC().instant().plusSeconds(1);

        var good = DetachedSignature.verify(FILE, signature, now, TrustedIssuers.in(trusted));
        assertThat(good.problems()).isEmpty();
        assertThat(good.certificate()).extracting(CertificateInfo::holder).isEqualTo("Морозов Виктор");
        assertThat(DetachedSignature.verify(changed(), signature, now, TrustedIssuers.in(trusted))
                        .isGood())
                .isFalse();
        assertThat(DetachedSignature.verify(FILE, signature, now, TrustedIssuers.in(directory.resolve("nowhere")))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("Не задано, каким удостоверяющим центрам верить");
    }

    @Test
    void garbageIsRefusedWithASentence() {
        assertThat(DetachedSignature.verify(FILE, new byte[] {1, 2, 3}, EnvelopeSignatureTests.NOW)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("Файл подписи не разбирается");
    }

    @Test
    void hashesMatchThePublishedVectors() throws IOException {
        var abc = "abc".getBytes(StandardCharsets.UTF_8);

        assertThat(GostHash.ofAttachment(new ByteArrayInputStream(abc)))
                .isEqualTo("b285056dbf18d7392d7677369524dd14747459ed8143997e163b2986f92fd42c");
        assertThat(GostHash.streebog256(new ByteArrayInputStream(abc)))
                .isEqualTo("4e2919cf137ed41ec4fb6270c61826cc4fffb660341e0af3688cd0626d23b481");
    }

    private Signer signer(int strength) throws IOException {
        return EnvelopeSignatureTests.signer(
                directory,
                strength,
                EnvelopeSignatureTests.NOW.minus(Duration.ofDays(300)),
                EnvelopeSignatureTests.NOW.plus(Duration.ofDays(300)));
    }

    private static byte[] changed() {
        var changed = FILE.clone();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    private String openSsl() throws Exception {
        return OpenSsl.run(
                "cms",
                "-verify",
                "-engine",
                "gost",
                "-noverify",
                "-inform",
                "DER",
                "-in",
                directory.resolve("sig").toString(),
                "-content",
                directory.resolve("file").toString(),
                "-binary",
                "-out",
                "/dev/null");
    }
}
