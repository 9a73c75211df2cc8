package ru.priyomnaya.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Office.Case;
import ru.priyomnaya.signing.KeySettings;
import ru.priyomnaya.signing.Signers;
import ru.priyomnaya.signing.ThrowAwayKey;

/** Signatures made by the signer's own means: what counts and what does not. */
class UploadedSignatureTests extends GatewayTest {
    private final Instant now = Instant.now(Clock.systemUTC());
    private static final Duration YEAR = Duration.ofDays(365);

    @Value("${priyomnaya.home}")
    private Path home;

    @TempDir
    private Path keys;

    private Office office;
    private Case one;
    private String answer;
    private byte[] letter;

    @BeforeEach
    void anApprovedLetter() {
        office = new Office(api());
        one = office.appeal("Прошу ответить электронно.");
        answer = office.approved(one, "Ответ подписан электронно.");
        letter = office.letter(answer);
    }

    @Test
    void theSignersOwnSignatureOverTheLetterCountsAndTheCopyShowsIt() throws IOException {
        var signature = signed(letter, trusted(), "Морозов", "Виктор Николаевич", now.minus(YEAR), now.plus(YEAR));

        put(signature).is(200);

        var signed = office.answer(one);
        assertThat(signed.path("status").asString()).isEqualTo("SIGNED");
        assertThat(signed.path("signature").path("certificate").asString()).contains("Морозов Виктор Николаевич");
        assertThat(api().get("executor", answer + "/signature").is(200).bytes()).isEqualTo(signature);
        assertThat(api().get("executor", answer + "/scan").is(200).bytes())
                .as("what was signed leaves byte for byte")
                .isEqualTo(letter);
        api().post("executor", answer + "/send", Map.of()).is(200);
        office.awaitStatus(one, "SENT");
        var received = mail().letters(one.email()).stream()
                .filter(letter -> letter.subject().startsWith("Ответ"))
                .findFirst()
                .orElseThrow();
        assertThat(received.files())
                .hasSize(3)
                .anyMatch(name -> name.endsWith(".pdf.sig"))
                .contains("Копия с отметкой о подписи.pdf");
        var status = api().get("", "/status/answer?part=COPY&" + statusQuery())
                .is(200)
                .bytes();
        try (var copy = Loader.loadPDF(status)) {
            assertThat(new PDFTextStripper().getText(copy))
                    .contains("ДОКУМЕНТ ПОДПИСАН", "Владелец Морозов Виктор Николаевич");
        }
        assertThat(office.delivery(one, "ANSWER").path("state").asString()).isEqualTo("READ");
    }

    @Test
    void armouredSignaturesAreTakenToo() throws IOException {
        var signature = signed(letter, trusted(), "Морозов", "Виктор Николаевич", now.minus(YEAR), now.plus(YEAR));
        var pem = "-----BEGIN CMS-----\n" + Base64.getMimeEncoder().encodeToString(signature) + "\n-----END CMS-----\n";

        put(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).is(200);
    }

    @Test
    void aSignatureOverAnotherFileIsRefused() throws IOException {
        var changed = letter.clone();
        changed[changed.length - 30] ^= 1;

        refused(
                signed(changed, trusted(), "Морозов", "Виктор Николаевич", now.minus(YEAR), now.plus(YEAR)),
                "Подпись не соответствует файлу");
    }

    @Test
    void aStrangeAuthorityIsRefused() throws IOException {
        var stranger = new ThrowAwayKey.Authority(now, 1000);

        refused(
                signed(letter, stranger, "Морозов", "Виктор Николаевич", now.minus(YEAR), now.plus(YEAR)),
                "которому здесь не доверяют");
    }

    @Test
    void anExpiredCertificateIsRefused() throws IOException {
        refused(
                signed(
                        letter,
                        trusted(),
                        "Морозов",
                        "Виктор Николаевич",
                        now.minus(YEAR),
                        now.minus(Duration.ofDays(1))),
                "Сертификат не действует");
    }

    @Test
    void anotherPersonIsRefused() throws IOException {
        refused(
                signed(letter, trusted(), "Орлова", "Елена Владимировна", now.minus(YEAR), now.plus(YEAR)),
                "Подписал не тот, кто согласовал письмо");
    }

    @Test
    void garbageIsRefused() {
        refused(new byte[] {1, 2, 3, 4}, "Файл подписи не разбирается");
    }

    private String statusQuery() {
        var url = mail().letters(one.email()).stream()
                .filter(letter -> letter.subject().startsWith("Обращение зарегистрировано"))
                .findFirst()
                .orElseThrow()
                .text();
        return url.substring(url.indexOf("/status?") + "/status?".length())
                .lines()
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private void refused(byte[] signature, String sentence) {
        assertThat(put(signature).is(422).json().path("detail").asString()).contains(sentence);
        assertThat(office.answer(one).path("status").asString()).isEqualTo("APPROVED");
        api().post("executor", answer + "/send", Map.of()).is(409);
    }

    private Api.Reply put(byte[] signature) {
        return api().upload(
                        "executor", "PUT", answer + "/signature", Map.of(), new Api.File("file", "p.sig", signature));
    }

    /** An authority that IT has told the gateway to trust. */
    private ThrowAwayKey.Authority trusted() throws IOException {
        var authority = new ThrowAwayKey.Authority(now, 1000);
        Files.write(home.resolve("trusted").resolve("test-" + System.nanoTime() + ".cer"), authority.certificate());
        return authority;
    }

    private byte[] signed(
            byte[] file, ThrowAwayKey.Authority authority, String surname, String names, Instant from, Instant until)
            throws IOException {
        var store = keys.resolve("signer.p12");
        authority.write(store, "secret", surname, names, from, until);
        var settings = new KeySettings(store.toString(), null, null, null, "secret", null, null);
        return Signers.of(settings, Clock.fixed(until.minusSeconds(60), ZoneOffset.UTC), ZoneOffset.UTC)
                .signDetached(file);
    }
}
