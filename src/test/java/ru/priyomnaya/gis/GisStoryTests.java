package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Api;

/** The channel against the stand over HTTP: in, registered, assigned, answered, signed, delivered; then with each failure. */
class GisStoryTests extends GisTest {
    @Test
    void anAppealIsAnsweredWithADetachedSignature() {
        var photo = stand.file("photo.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3});
        var guid = stand.appeal(
                "AppealText", "<p>" + TREE + "</p>",
                "AppealTopic", Map.of("Code", "2.2", "GUID", "220a0000-0000-4000-8000-000000000022"),
                "ExecutionEndDate",
                        LocalDate.now(ZoneId.of("Europe/Moscow")).plusDays(3).toString(),
                "Attachment",
                        Map.of(
                                "Name",
                                "фото.jpg",
                                "Description",
                                "Фото",
                                "Attachment",
                                Map.of("AttachmentGUID", photo.path("guid").asString()),
                                "AttachmentHASH",
                                photo.path("hash").asString()));
        var id = registered(guid);
        await().atMost(LIMIT).until(() -> card(id).path("attachments").size() == 1);

        var card = card(id);
        assertThat(card.path("text").asString()).isEqualTo(TREE);
        assertThat(card.path("applicant").path("lastName").asString()).isEqualTo("Ёлкина");
        assertThat(card.path("due").asString())
                .isEqualTo(card.path("gisDeadline").asString());
        await().atMost(LIMIT).until(() -> stand.holding(guid).path("performer").isString());
        var answer = signedAnswer(id);
        send(id, answer);

        await().atMost(LIMIT).until(() -> "SENT".equals(card(id).path("status").asString()));
        var held = stand.holding(guid).path("answers");
        assertThat(held).hasSize(1);
        assertThat(held.path(0).path("sent").asBoolean()).isTrue();
        assertThat(held.path(0).path("text").asString()).contains("«" + TREE + "»");
        var file = held.path(0).path("signedAttachments").path(0);
        assertThat(file.path("hashMatches").asBoolean()).isTrue();
        assertThat(file.path("signatures")).hasSize(1);
        assertThat(file.path("signatureProblems")).isEmpty();
        assertThat(card(id).path("deliveries").path(0).path("receipt").asString())
                .startsWith("Принято ГИС ЖКХ");
    }

    @Test
    void anAppealGivenAPerformerInTheCabinetIsTakenIn() {
        var guid = stand.appeal("AnswererGUID", "b0000000-0000-4000-8000-000000000009", "AppealStatus", "InWork");

        registered(guid);

        assertThat(jdbc.sql("select count(*) from gis_answerer where guid = :guid")
                        .param("guid", UUID.fromString("b0000000-0000-4000-8000-000000000009"))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aCompanyGetsItsNameFromTheRegistryAndAChildItsParent() {
        var parent = stand.appeal();
        var child = stand.appeal(
                "ParentAppealGUID",
                parent,
                "ApplicantInfo",
                Map.of("Org", Map.of("orgRootEntityGUID", "0c3e7a10-0000-4000-8000-000000000003")));
        var id = registered(child);

        await().atMost(LIMIT)
                .until(() -> card(id).path("applicant")
                        .path("organizationName")
                        .asString()
                        .equals("ТСЖ «Берёзка»"));
        await().atMost(LIMIT)
                .until(() -> card(id).path("links")
                        .path(0)
                        .path("appealId")
                        .asString()
                        .equals(registered(parent)));
    }

    @Test
    void aTopicWithoutANameGetsItFromTheDictionary() {
        jdbc.sql("delete from gis_topic").update();
        var guid = stand.appeal("AppealTopic", Map.of("Code", "1.1", "GUID", "220a0000-0000-4000-8000-000000000011"));
        var id = registered(guid);
        assertThat(card(id).path("subject").asString()).isEqualTo("Когда включат свет?");

        jdbc.sql("update gis_channel set topics_at = null").update();

        await().atMost(LIMIT).until(() -> !card(id).path("topic").asString().startsWith("Тема"));
    }

    @Test
    void aWithdrawalEndsTheCase() {
        var guid = stand.appeal();
        var id = registered(guid);

        stand.change(guid, Map.of("AppealWithdrawn", "Вопрос решён"));

        await().atMost(LIMIT)
                .until(() -> "WITHDRAWN".equals(card(id).path("status").asString()));
    }

    @Test
    void aRedirectFindsItsAddresseeAndEndsTheCase() {
        var guid = stand.appeal();
        var id = registered(guid);
        var reason =
                "Вопрос относится к ведению сетевой организации, она отвечает за напряжение в сети по договору с нами.";

        api().post(
                        "registrar",
                        "/api/v1/appeals/" + id + "/redirect",
                        Map.of("receiver", "1027600000017", "reason", "Мало"))
                .is(422);
        api().post(
                        "registrar",
                        "/api/v1/appeals/" + id + "/redirect",
                        Map.of("receiver", "1027600000017", "reason", reason))
                .is(200);

        await().atMost(LIMIT)
                .until(() -> "REDIRECTED".equals(card(id).path("status").asString()));
        assertThat(stand.holding(guid)
                        .path("redirects")
                        .path(0)
                        .path("receiver")
                        .asString())
                .isEqualTo("0c3e7a10-0000-4000-8000-000000000002");
    }

    @Test
    void aProlongationMovesBothDeadlines() {
        var today = LocalDate.now(ZoneId.of("Europe/Moscow"));
        var guid = stand.appeal("ExecutionEndDate", today.plusDays(5).toString());
        var id = registered(guid);

        api().post(
                        "registrar",
                        "/api/v1/appeals/" + id + "/extend",
                        Map.of("until", today.plusDays(20).toString(), "reason", "Нужна проверка прибора учёта"))
                .is(200);

        await().atMost(LIMIT)
                .until(() -> card(id).path("gisDeadline")
                        .asString()
                        .equals(today.plusDays(20).toString()));
        assertThat(stand.holding(guid).path("rolledOver").asBoolean()).isTrue();
    }

    @Test
    void noAnswerRequiredEndsTheCase() {
        var guid = stand.appeal();
        var id = registered(guid);

        api().post(
                        "registrar",
                        "/api/v1/appeals/" + id + "/decline",
                        Map.of("ground", "NOT_REQUIRED", "comment", "Ответ по существу дан ранее"))
                .is(200);

        await().atMost(LIMIT)
                .until(() -> "DECLINED".equals(card(id).path("status").asString()));
        assertThat(stand.holding(guid).path("answerIsNotRequired").asBoolean()).isTrue();
    }

    @Test
    void bigFilesComeInRangesAndGoInParts() {
        var size = 12 * 1024 * 1024 + 17;
        var big = stand.file("scheme.pdf", bytes(size));
        var guid = stand.appeal(
                "Attachment",
                attachment(
                        big.path("guid").asString(),
                        "схема.pdf",
                        big.path("hash").asString()));
        var id = registered(guid);
        await().atMost(LIMIT).until(() -> card(id).path("attachments").size() == 1);
        var file = card(id).path("attachments").path(0);
        assertThat(file.path("size").asLong()).isEqualTo(size);
        assertThat(jdbc.sql("select error is null from gis_file where appeal_guid = :guid")
                        .param("guid", UUID.fromString(guid))
                        .query(Boolean.class)
                        .single())
                .as("the hash of the joined ranges")
                .isTrue();

        var answer = approvedAnswer(id);
        api().upload(
                        "registrar",
                        "PUT",
                        "/api/v1/appeals/%s/answers/%s/scan".formatted(id, answer),
                        Map.of(),
                        new Api.File("file", "скан.pdf", bigScan()))
                .is(200);
        send(id, answer);

        assertSentOnce(guid, id);
        var sent =
                stand.holding(guid).path("answers").path(0).path("attachments").path(0);
        assertThat(sent.path("size").asLong()).isGreaterThan(6 * 1024 * 1024);
        assertThat(sent.path("hashMatches").asBoolean()).isTrue();
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    /** One page with a picture that does not compress. */
    private static byte[] bigScan() {
        var picture = new BufferedImage(1500, 1500, BufferedImage.TYPE_INT_RGB);
        var random = new Random(5);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        try (var scan = new PDDocument()) {
            var page = new PDPage();
            scan.addPage(page);
            try (var content = new PDPageContentStream(scan, page)) {
                content.drawImage(LosslessFactory.createFromImage(scan, picture), 50, 50, 500, 500);
            }
            var out = new ByteArrayOutputStream();
            scan.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
