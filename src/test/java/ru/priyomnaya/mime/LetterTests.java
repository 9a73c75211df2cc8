package ru.priyomnaya.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTests {
    private static final String RUSSIAN = "Ток <5 А, напряжение >250 В — «свет»";

    @ParameterizedTest
    @ValueSource(strings = {"koi8-r", "windows-1251", "UTF-8", "iso-8859-5"})
    void russianIsReadInEachCharset(String charset) throws Exception {
        var text = "Здравствуйте, это обращение о счётчике";
        var letter = parse(("From: a@b.ru\r\nSubject: =?" + charset + "?B?" + base64("Тема", charset) + "?=\r\n"
                        + "Content-Type: text/plain; charset=" + charset
                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64(text, charset) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));

        assertThat(letter.text()).isEqualTo(text);
        assertThat(letter.subject()).isEqualTo("Тема");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, no-such-charset", "windows-1251, no-such-charset", "koi8-r, ''", "windows-1251, utf-8"})
    void aMissingUnknownOrWrongCharsetIsGuessed(String actual, String declared) throws Exception {
        var text = "Прошу пересчитать начисления за отопление и электроэнергию в нашей квартире";
        var head = "From: a@b.ru\r\nContent-Type: text/plain"
                + (declared.isEmpty() ? "" : "; charset=" + declared)
                + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

        assertThat(parse(join(head, text.getBytes(Charset.forName(actual)))).text())
                .isEqualTo(text);
    }

    @Test
    void bare8BitHeadersAreRead() throws Exception {
        var letter = parse(
                join("From: a@b.ru\r\nSubject: ", "Счётчик и свет не работают\r\n\r\nтекст".getBytes("windows-1251")));

        assertThat(letter.subject()).isEqualTo("Счётчик и свет не работают");
    }

    @Test
    void anglesInPlainTextStay() throws Exception {
        var letter = parse(utf8("From: a@b.ru\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + RUSSIAN));

        assertThat(letter.text()).isEqualTo(RUSSIAN);
    }

    @Test
    void htmlAloneBecomesTextAndLosesItsScripts() throws Exception {
        var letter = parse(utf8(
                "From: a@b.ru\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><script>steal()</script></head>"
                        + "<body onload=\"x()\"><p>Первый абзац</p><p>Второй<br>строка</p><img src=http://tracker>"
                        + "<a href=\"javascript:x()\">сюда</a></body></html>"));

        assertThat(letter.text()).isEqualTo("Первый абзац\n\nВторой\nстрока\nсюда");
        assertThat(letter.html())
                .contains("<p>Первый абзац</p>")
                .doesNotContain("script", "onload", "tracker", "javascript");
    }

    @Test
    void brokenBase64GivesWhatIsLeft() throws Exception {
        var cut = base64("Начало письма и ещё немного текста", "UTF-8");
        var letter = parse(utf8("From: a@b.ru\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + cut.substring(0, 33) + "\r\n"));

        assertThat(letter.text()).startsWith("Начало");
    }

    @Test
    void attachmentNamesAreRealAndHarmless() throws Exception {
        var letter = parse(utf8("""
                From: a@b.ru
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/plain

                body
                --x
                Content-Type: application/pdf; name="=?UTF-8?B?%s?="
                Content-Disposition: attachment; filename*=UTF-8''%%D0%%90%%D0%%BA%%D1%%82.pdf
                Content-Transfer-Encoding: base64

                JVBERg==
                --x
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename="../../etc/passwd"

                x
                --x--
                """.formatted(base64("Акт.pdf", "UTF-8")).replace("\n", "\r\n")));

        assertThat(letter.files()).extracting(Letter.File::name).containsExactly("Акт.pdf", "passwd");
        assertThat(letter.files().get(0).bytes()).isEqualTo("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void tenThousandPartsAreForAPerson() {
        var body = new StringBuilder("From: a@b.ru\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n");
        for (int i = 0; i < 10_000; i++) {
            body.append("--x\r\nContent-Type: text/plain\r\n\r\nx\r\n");
        }

        assertThatThrownBy(() -> parse(utf8(body + "--x--\r\n")))
                .isInstanceOfSatisfying(
                        UnreadableLetter.class, e -> assertThat(e.code()).isEqualTo("MAIL-004"));
    }

    @Test
    void depthWithoutEndIsForAPerson() {
        var body = new StringBuilder("From: a@b.ru\r\n");
        for (int i = 0; i < 100; i++) {
            body.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }

        assertThatThrownBy(() -> parse(utf8(body + "\r\nx"))).isInstanceOf(UnreadableLetter.class);
    }

    @ParameterizedTest(name = "Auto-Submitted: {0} → automatic {1}")
    @CsvSource({
        "no, false",
        "No, false",
        "no (a person), false",
        "auto-replied, true",
        "auto-generated; x=y, true",
        "anything, true"
    })
    void autoSubmittedIsReadLiterally(String value, boolean automatic) throws Exception {
        assertThat(recognised("From: a@b.ru\r\nSubject: s\r\nAuto-Submitted: " + value + "\r\n\r\nx"))
                .isEqualTo(automatic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Precedence: bulk",
                "List-Id: <news.example.ru>",
                "X-Priyomnaya: 1",
                "X-Autoreply: yes",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
                "From: reception@demo.local"
            })
    void programsAreToldFromPeople(String header) throws Exception {
        var from = header.startsWith("From") ? "" : "From: a@b.ru\r\n";

        assertThat(recognised(from + "Subject: s\r\n" + header + "\r\n\r\nx")).isTrue();
    }

    @Test
    void aDeliveryReportIsABounceThatNamesOurLetter() throws Exception {
        var ours = "0a56d3f3-a4e0-461d-9a46-34c014ee82a2.f6257702c800fc132f97@demo.local";
        var report = utf8("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.ru
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                Content-Type: multipart/report; report-type=delivery-status; boundary=x

                --x
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; ivanov@example.ru
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown
                --x
                Content-Type: text/rfc822-headers

                Message-ID: <%s>
                --x--
                """.formatted(ours));

        assertThat(nature(report)).isInstanceOfSatisfying(LetterNature.Returned.class, bounce -> {
            assertThat(bounce.report()).contains(ours);
            assertThat(bounce.recipient()).contains("ivanov@example.ru");
            assertThat(bounce.diagnostic()).contains("5.1.1").contains("User unknown");
        });
    }

    @Test
    void aDelayIsNotABounce() throws Exception {
        var report = utf8(
                "From: MAILER-DAEMON@x.ru\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
                        + "--x\r\nContent-Type: message/delivery-status\r\n\r\nAction: delayed\r\n--x--\r\n");

        assertThat(nature(report)).isInstanceOf(LetterNature.Automatic.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: a@b.ru\r\nSubject: s\r\nAuto-Submitted: %s\r\n\r\nx",
                "From: %s\r\nSubject: s\r\n\r\nx",
                "From: a@b.ru\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\nStatus: a%sb"
            })
    @Timeout(10)
    void aHostileHeaderCostsBoundedTime(String letter) throws Exception {
        for (var filling : new String[] {"(", "a", " ", "\t", "a."}) {
            var message = utf8(letter.formatted(filling.repeat(500_000)));
            nature(message);
        }
    }

    @Test
    @Timeout(10)
    void hostileQuotesAndForwardsCostBoundedTime() {
        var line = " ".repeat(150) + "1:11@".repeat(50) + "\n";
        Quotes.parts(line.repeat(2_500));
        Forwarded.in("Fwd: s", ("от" + " ".repeat(497) + "\n").repeat(5_000));
    }

    @Test
    @Timeout(20)
    void aHeaderWithoutEndIsForAPerson() {
        var bytes = ("From: a@b.ru\r\n" + "a:\r\n".repeat(1_000_000) + "\r\nx").getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> parse(bytes))
                .isInstanceOfSatisfying(
                        UnreadableLetter.class, e -> assertThat(e.code()).isEqualTo("MAIL-023"));
    }

    @Test
    void aPersonCalledPostmasterAndASiteWithoutReturnPathAreNotCertainlyServers() throws Exception {
        var person = utf8(
                "From: postmaster@zavod.ru\r\nSubject: s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nПлощадки по этому адресу не существует");
        var site = utf8("Return-Path: <>\r\nFrom: site@b.ru\r\nSubject: не доставлена квитанция\r\n\r\nx");

        for (var letter : new byte[][] {person, site}) {
            assertThat(nature(letter))
                    .isInstanceOfSatisfying(
                            LetterNature.Returned.class,
                            report -> assertThat(report.certain()).isFalse());
        }
    }

    @Test
    void theOfficesOwnFormAndAnotherInstallationAreNoLoops() throws Exception {
        assertThat(recognised("From: reception@demo.local\r\nReply-To: ivan@example.ru\r\nSubject: s\r\n\r\nx"))
                .isFalse();
        assertThat(recognised("From: a@b.ru\r\nX-Priyomnaya: 2\r\nSubject: s\r\n\r\nx"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--abc\r\n\r\n%s\r\n--abc--\r\n", "--abc--\r\n%s\r\n", "--abc%s\r\n"})
    void aBoundaryOtherThanTheDeclaredOneLosesNoText(String body) throws Exception {
        var letter = parse(utf8("From: a@b.ru\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n"
                + body.formatted("Прошу проверить счётчик")));

        assertThat(letter.text()).contains("Прошу проверить счётчик");
    }

    @Test
    void aMultipartThatOnlyEndsLosesNoText() throws Exception {
        var letter = parse(utf8("From: a@b.ru\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=ab\r\n\r\n"
                + "Прошу проверить счётчик\r\n--ab--\r\n"));

        assertThat(letter.text()).contains("Прошу проверить счётчик");
    }

    private static boolean recognised(String letter) throws Exception {
        return !(nature(utf8(letter)) instanceof LetterNature.Personal);
    }

    private static LetterNature nature(byte[] bytes) throws UnreadableLetter {
        var opened = OpenLetter.of(bytes);
        return LetterNature.of(
                opened,
                opened.read(),
                bytes,
                new LetterNature.Ourselves(Set.of("reception@demo.local"), "1", Set.of()));
    }

    private static Letter parse(byte[] letter) throws UnreadableLetter {
        return OpenLetter.of(letter).read();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(String head, byte[] rest) {
        var bytes = head.getBytes(StandardCharsets.US_ASCII);
        var joined = Arrays.copyOf(bytes, bytes.length + rest.length);
        System.arraycopy(rest, 0, joined, bytes.length, rest.length);
        return joined;
    }

    private static String base64(String text, String charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(charset)));
    }
}
