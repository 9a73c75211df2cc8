package ru.priyomnaya.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Paperwork;
import ru.priyomnaya.TestMail;
import tools.jackson.databind.JsonNode;

/** The life of a letter: in, registered, assigned, answered, approved, signed, sent, received, in the journal. */
class MailStoryTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void aLetterComesInAndTheSignedScanGoesBack() throws Exception {
        var applicant = newApplicant();
        mail().send(letter(applicant, "Не приняли показания счётчика", "Прошу сделать перерасчёт. Ток <5 А."));

        var appeal = registered(applicant);
        assertThat(appeal.path("channel").asString()).isEqualTo("EMAIL");
        assertThat(appeal.path("status").asString()).isEqualTo("ASSIGNED");
        assertThat(appeal.path("executor").path("name").asString()).isEqualTo("Кузнецов И. А.");
        assertThat(appeal.path("text").asString()).isEqualTo("Прошу сделать перерасчёт. Ток <5 А.");
        assertThat(appeal.path("deadline").path("explanation")).isNotEmpty();
        var receipt = awaitLetters(applicant, 1).get(0);
        assertThat(receipt.getSubject()).contains(appeal.path("number").asString());
        assertThat(receipt.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");

        var id = appeal.path("id").asString();
        var answers = "/api/v1/appeals/" + id + "/answers";
        api().post("executor", answers, Map.of("text", "чужое")).is(403);
        api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                .is(200);
        var answer = api().post("executor", answers, Map.of("text", "Перерасчёт сделан."))
                .is(201)
                .json()
                .path("answerId")
                .asString();
        var path = answers + "/" + answer;
        api().post("executor", path + "/send", Map.of()).is(409);
        api().post("executor", path + "/submit", Map.of()).is(200);
        api().post("executor", path + "/approve", Map.of()).is(403);
        api().post("signer", path + "/return", Map.of("comment", "Назовите сумму"))
                .is(200);
        api().put("executor", path, Map.of("text", "Перерасчёт сделан: 120 рублей."))
                .is(200);
        api().post("executor", path + "/submit", Map.of()).is(200);
        api().post("signer", path + "/approve", Map.of()).is(200);
        api().post("executor", path + "/send", Map.of()).is(409); // approved, and nothing signed yet

        var letterPdf = api().get("executor", path + "/letter.pdf").is(200).bytes();
        assertThat(textOf(letterPdf))
                .contains(appeal.path("number").asString())
                .contains("120 рублей")
                .contains("А. П. Иванова, тел. (48533)")
                .contains("В. Н. Морозов")
                .contains("Приозёрский энергосбыт");
        api().upload(
                        "executor",
                        "PUT",
                        path + "/scan",
                        Map.of(),
                        file("scan.pdf", "не скан".getBytes(StandardCharsets.UTF_8)))
                .is(422);
        api().upload("executor", "PUT", path + "/scan", Map.of(), file("scan.pdf", letterPdf))
                .is(422); // the letter itself: nobody has signed it
        var scan = Paperwork.signed(letterPdf);
        api().upload("executor", "PUT", path + "/scan", Map.of(), file("scan.pdf", scan))
                .is(200);
        api().post("executor", path + "/send", Map.of()).is(200);

        var sent = awaitLetters(applicant, 2).get(1);
        assertThat(sent.getHeader("In-Reply-To", null))
                .isEqualTo("<" + appeal.path("externalId").asString() + ">");
        assertThat(attachmentOf(sent)).isEqualTo(scan);
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(card(id).path("status").asString()).isEqualTo("SENT"));
        api().post("executor", "/api/v1/appeals/" + id + "/close", Map.of()).is(200);
        assertThat(events(id))
                .containsSubsequence(
                        "APPEAL_REGISTERED",
                        "APPEAL_ASSIGNED",
                        "ANSWER_BEGUN",
                        "ANSWER_SUBMITTED",
                        "ANSWER_RETURNED",
                        "ANSWER_SUBMITTED",
                        "ANSWER_APPROVED",
                        "ANSWER_SIGNED",
                        "ANSWER_RELEASED",
                        "ANSWER_SENT",
                        "APPEAL_CLOSED");
        assertThat(events(id)).contains("DELIVERY_QUEUED", "DELIVERY_ACCEPTED");
    }

    @Test
    void aReplyToOurReceiptJoinsTheOpenCaseAndAForgedOneDoesNot() throws Exception {
        var applicant = newApplicant();
        mail().send(letter(applicant, "Вопрос", "Когда включат свет?"));
        var id = registered(applicant).path("id").asString();
        var ours = awaitLetters(applicant, 1).get(0).getMessageID();
        assertThat(ours).contains("@demo.local");

        mail().send(letter(applicant, "Re: Вопрос", "Забыл адрес: Садовая, 12")
                .replace("MIME", "In-Reply-To: " + ours + "\nMIME"));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(card(id).path("notes")).hasSize(1));
        assertThat(card(id).path("notes").get(0).path("text").asString()).contains("Садовая");
        var forged = ours.replaceFirst("\\.[0-9a-f]{4}", ".0000");
        var stranger = newApplicant();
        mail().send(letter(stranger, "Re: Вопрос", "Чужое письмо")
                .replace("MIME", "In-Reply-To: " + forged + "\nMIME"));
        assertThat(registered(stranger).path("links")).isEmpty();
        assertThat(card(id).path("notes")).hasSize(1);
    }

    @Test
    void aStrangerWhoQuotesOurLetterStartsALinkedAppeal() throws Exception {
        var applicant = newApplicant();
        mail().send(letter(applicant, "Вопрос", "Когда включат свет?"));
        var first = registered(applicant);
        var ours = awaitLetters(applicant, 1).get(0).getMessageID();
        var stranger = newApplicant();

        mail().send(letter(stranger, "Re: Вопрос", "Мне переслали").replace("MIME", "References: " + ours + "\nMIME"));

        var link = registered(stranger).path("links").get(0);
        assertThat(link.path("number").asString())
                .isEqualTo(first.path("number").asString());
    }

    @Test
    void theSameLetterTwiceIsOneAppealAndOneIdWithTwoTextsIsTwo() {
        var applicant = newApplicant();
        var id = UUID.randomUUID() + "@example.ru";
        var letter = letter(applicant, "Повтор", "Текст").replaceFirst("Message-ID: .*", "Message-ID: <" + id + ">");
        mail().send(letter);
        mail().send(letter);
        mail().send("Received: from elsewhere\n" + letter);
        mail().send(letter.replace("Текст", "Другой текст"));
        var last = newApplicant();
        mail().send(letter(last, "Последнее", "Текст"));

        registered(last);
        assertThat(appealsOf(applicant)).isEqualTo(2);
    }

    @Test
    void whatAPersonHasMarkedAsDeletedStaysOnTheServer() throws Exception {
        var applicant = newApplicant();
        mail().send(letter(applicant, "Стереть?", "Текст"));
        registered(applicant);
        var before = mail().markAllDeleted(TestMail.RECEPTION);
        var next = newApplicant();
        mail().send(letter(next, "Следующее", "Текст"));

        registered(next);
        assertThat(mail().inbox(TestMail.RECEPTION).size()).isEqualTo(before + 1);
    }

    @Test
    void programsGetNoReceiptAndNoNumber() {
        var applicant = newApplicant();
        mail().send(letter(applicant, "Я в отпуске", "Вернусь").replace("MIME", "Auto-Submitted: auto-replied\nMIME"));
        var person = newApplicant();
        mail().send(letter(person, "Человек", "Текст").replace("MIME", "Auto-Submitted: no\nMIME"));

        registered(person);
        assertThat(appealsOf(applicant)).isZero();
        assertThat(mail().inbox(applicant)).isEmpty();
    }

    @Test
    void badLettersWaitForAPersonAndTheNextGoesThrough() {
        var empty = newApplicant();
        mail().send(letter(empty, "", "").replace("Subject: =?UTF-8?B??=\n", ""));
        var parts = new StringBuilder("From: <" + newApplicant() + ">\nMessage-ID: <" + UUID.randomUUID()
                + "@x>\nContent-Type: multipart/mixed; boundary=x\n\n");
        for (int i = 0; i < 10_000; i++) {
            parts.append("--x\nContent-Type: text/plain\n\nx\n");
        }
        mail().send(parts + "--x--\n");
        mail().send("Message-ID: <" + UUID.randomUUID() + "@x>\nSubject: nobody\n\ntext without a sender\n");
        var next = newApplicant();
        mail().send(letter(next, "Следующее", "Текст"));

        registered(next);
        var codes = StreamSupport.stream(
                        api().get("registrar", "/api/v1/quarantine")
                                .is(200)
                                .json()
                                .spliterator(),
                        false)
                .map(message -> message.path("code").asString())
                .toList();
        assertThat(codes).contains("MAIL-002", "MAIL-003", "MAIL-004");
    }

    @Test
    void aLetterThatIsTooBigStaysOnTheServerAndItsSenderIsTold() throws Exception {
        var applicant = newApplicant();
        mail().send(letter(applicant, "Большое", "x".repeat(76).concat("\n").repeat(40_000)));

        var notice = awaitLetters(applicant, 1).get(0);

        assertThat(notice.getSubject()).isEqualTo("Ваше письмо слишком велико");
        assertThat(appealsOf(applicant)).isZero();
        assertThat(api().get("it", "/api/v1/intake?state=QUARANTINED").json().toString())
                .contains("MAIL-007");
    }

    @Test
    void aQuarantinedLetterIsRegisteredByHandOrDismissed() {
        mail().send(letter(newApplicant(), "", "").replace("Subject: =?UTF-8?B??=\n", ""));
        mail().send(letter(newApplicant(), "", "").replace("Subject: =?UTF-8?B??=\n", ""));
        var waiting = await().atMost(LIMIT)
                .until(() -> api().get("registrar", "/api/v1/quarantine").json(), found -> found.size() >= 2);
        var id = waiting.get(0).path("id").asLong();

        api().post("executor", "/api/v1/quarantine/" + id + "/dismiss", Map.of("reason", "x"))
                .is(403);
        api().post("registrar", "/api/v1/quarantine/" + id + "/dismiss", Map.of("reason", ""))
                .is(400);
        api().post("registrar", "/api/v1/quarantine/" + id + "/dismiss", Map.of("reason", "Пустое письмо"))
                .is(200);
        api().post("registrar", "/api/v1/quarantine/" + id + "/dismiss", Map.of("reason", "Ещё раз"))
                .is(409);
        assertThat(api().post(
                                "it",
                                "/api/v1/quarantine/"
                                        + waiting.get(1).path("id").asLong() + "/retry",
                                Map.of())
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("QUARANTINED");
    }

    @Test
    void aBounceReopensTheCase() throws Exception {
        var applicant = newApplicant();
        mail().send(letter(applicant, "Вопрос", "Когда?"));
        var id = registered(applicant).path("id").asString();
        answerAndSend(id);
        var ours = awaitLetters(applicant, 2).get(1).getMessageID();
        await().atMost(LIMIT).until(() -> card(id).path("status").asString().equals("SENT"));

        mail().send("Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.ru\nSubject: Undelivered Mail\nMessage-ID: <"
                + UUID.randomUUID()
                + "@mx>\nContent-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n"
                + "Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user\n"
                + "--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: " + ours + "\n--x--\n");

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(card(id).path("status").asString()).isEqualTo("SIGNED");
            assertThat(card(id).path("answers").get(0).path("status").asString())
                    .isEqualTo("UNDELIVERED");
        });
        assertThat(events(id)).contains("DELIVERY_BOUNCED", "ANSWER_UNDELIVERED");
    }

    @Test
    void whatASignerTypedCannotRunInAScreen() {
        var applicant = newApplicant();
        mail().send(letter(applicant, "<script>alert(1)</script>", "x").replace("text/plain", "text/html"));
        var appeal = registered(applicant);

        var original = api().get(
                        "registrar", "/api/v1/appeals/" + appeal.path("id").asString() + "/original")
                .is(200);

        assertThat(original.raw()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("sandbox");
        assertThat(original.raw().headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
    }

    private void answerAndSend(String id) {
        var answers = "/api/v1/appeals/" + id + "/answers";
        api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                .is(200);
        var answer = api().post("executor", answers, Map.of("text", "Сегодня."))
                .is(201)
                .json()
                .path("answerId")
                .asString();
        var path = answers + "/" + answer;
        api().post("executor", path + "/submit", Map.of()).is(200);
        api().post("signer", path + "/approve", Map.of()).is(200);
        var pdf = api().get("executor", path + "/letter.pdf").is(200).bytes();
        api().upload("executor", "PUT", path + "/scan", Map.of(), file("scan.pdf", Paperwork.signed(pdf)))
                .is(200);
        api().post("executor", path + "/send", Map.of()).is(200);
    }

    private static Api.File file(String name, byte[] bytes) {
        return new Api.File("file", name, bytes);
    }

    private static String newApplicant() {
        return "a" + UUID.randomUUID().toString().substring(0, 8) + "@example.ru";
    }

    private static String letter(String from, String subject, String text) {
        return "From: <%s>\nTo: reception@demo.local\nSubject: =?UTF-8?B?%s?=\nMessage-ID: <%s@example.ru>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s"
                .formatted(
                        from,
                        Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8)),
                        UUID.randomUUID(),
                        text);
    }

    private JsonNode registered(String applicant) {
        var id = await().atMost(LIMIT)
                .until(
                        () -> jdbc.sql("select id::text from appeal where email = :email order by number_seq")
                                .param("email", applicant)
                                .query(String.class)
                                .list(),
                        found -> !found.isEmpty());
        return card(id.get(0));
    }

    private int appealsOf(String applicant) {
        return jdbc.sql("select count(*) from appeal where email = :email")
                .param("email", applicant)
                .query(Integer.class)
                .single();
    }

    private JsonNode card(String id) {
        return api().get("director", "/api/v1/appeals/" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .is(200)
                .json();
    }

    private List<String> events(String id) {
        return StreamSupport.stream(card(id).path("journal").spliterator(), false)
                .map(event -> event.path("event").asString())
                .toList();
    }

    private List<MimeMessage> awaitLetters(String address, int count) {
        return await().atMost(LIMIT).until(() -> mail().inbox(address), letters -> letters.size() >= count);
    }

    private static byte[] attachmentOf(MimeMessage letter) throws MessagingException, IOException {
        var parts = (Multipart) letter.getContent();
        return parts.getBodyPart(1).getInputStream().readAllBytes();
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
