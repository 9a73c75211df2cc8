package ru.priyomnaya.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Office.Case;
import ru.priyomnaya.Paperwork;
import ru.priyomnaya.gis.Stand;
import ru.priyomnaya.stand.PaperStand.Look;
import ru.priyomnaya.stand.PaperStand.Tone;

/** Nobody is asked: dropped into the folder, received by the applicant. In a context of its own, for the setting. */
@TestPropertySource(
        properties = {
            "priyomnaya.scans.confirm=none",
            "priyomnaya.scans.ink=require",
            "priyomnaya.dispatch.email-copy=true"
        })
class UnattendedScanTests extends GatewayTest {
    @Value("${priyomnaya.home}")
    private Path home;

    @Test
    void aDroppedScanReachesTheApplicantWithoutAClick() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить письмом.");
        var letter = office.letter(office.approved(one, "Ответ.\n\n".repeat(70)));

        drop("a.pdf", Paperwork.signed(letter, new Look(-9, 3, 200, Tone.PALE, 10, 4)));

        office.awaitStatus(one, "SENT");
        assertThat(mail().letters(one.email()))
                .filteredOn(received -> received.subject().startsWith("Ответ"))
                .hasSize(1);
        var scan = api().get("executor", scanPath(office, one)).is(200).bytes();
        try (var document = Loader.loadPDF(scan)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            assertThat(document.getPage(0).getRotation()).as("turned upright").isEqualTo(90);
        }
    }

    @Test
    void aDroppedScanReachesGisWithoutAClick() throws IOException {
        var stand = new Stand(port);
        var guid = stand.appeal();
        var id = await().atMost(Office.LIMIT).until(() -> idOf(jdbc, guid), found -> !found.isEmpty());
        api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                .is(200);
        var office = new Office(api());
        var one = new Case(id, "", "");
        var letter = office.letter(office.approved(one, "Ответ **в** ГИС ЖКХ."));

        drop("gis.pdf", Paperwork.signed(letter, new Look(4, 2, 150, Tone.BLACK, 0, 6)));

        office.awaitStatus(one, "SENT");
        var held = stand.holding(guid);
        assertThat(held.path("answers")).hasSize(1);
        assertThat(held.path("answers").path(0).path("text").asString("")).isEqualTo("Ответ в ГИС ЖКХ.");
    }

    @Test
    void anUnsignedSheetWaitsForAPersonAllTheSame() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить подписанным письмом.");
        var letter = office.letter(office.approved(one, "Ответ."));

        drop("unsigned.pdf", ru.priyomnaya.stand.PaperStand.scanned(letter, Look.clean()));

        await().atMost(Office.LIMIT)
                .untilAsserted(() -> assertThat(api().get("registrar", "/api/v1/scans?state=WAITING")
                                .is(200)
                                .json()
                                .toString())
                        .contains(one.id())
                        .contains("Подпись на скане не видна"));
        assertThat(office.answer(one).path("status").asString()).isEqualTo("APPROVED");
    }

    @Test
    void aCopyGoesToAKnownAddressWhenTheAnswerGoesElsewhere() {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить на сайте.", "desiredAnswer", "WEBSITE");

        office.sent(one, "Ответ на странице.");

        await().atMost(Office.LIMIT)
                .untilAsserted(() -> assertThat(office.delivery(one, "ANSWER_COPY")
                                .path("state")
                                .asString())
                        .isEqualTo("ACCEPTED"));
        assertThat(office.delivery(one, "ANSWER").path("channel").asString()).isEqualTo("WEBSITE");
        assertThat(mail().letters(one.email()))
                .filteredOn(received -> received.subject().startsWith("Ответ"))
                .hasSize(1);
    }

    private static String idOf(JdbcClient jdbc, String guid) {
        return jdbc.sql("select id::text from appeal where channel = 'GIS' and external_id = :guid")
                .param("guid", guid)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private String scanPath(Office office, Case one) {
        return one.path() + "/answers/" + office.answer(one).path("id").asString() + "/scan";
    }

    private void drop(String name, byte[] scan) throws IOException {
        var folder = Files.createDirectories(home.resolve("scans"));
        Files.move(Files.write(folder.resolve(new Random().nextInt(1_000_000) + ".part"), scan), folder.resolve(name));
    }
}
