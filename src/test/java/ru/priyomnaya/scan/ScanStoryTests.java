package ru.priyomnaya.scan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Office.LIMIT;

import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.Api;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Office.Case;
import ru.priyomnaya.Paperwork;
import ru.priyomnaya.letter.ScannedLetters;
import ru.priyomnaya.stand.PaperStand;
import ru.priyomnaya.stand.PaperStand.Look;
import ru.priyomnaya.stand.PaperStand.Tone;
import tools.jackson.databind.JsonNode;

/** The shortest path in the office: print, sign, put into the scanner. Here a person confirms each scan. */
class ScanStoryTests extends GatewayTest {
    @Value("${priyomnaya.home}")
    private Path home;

    @Test
    void aScanIsConfirmedWithOneKeyAndTheApplicantHasTheLetter() throws Exception {
        var office = new Office(api());
        var one = office.appeal("Прошу сделать перерасчёт за октябрь.");
        var answer =
                office.approved(one, "Перерасчёт сделан: **412,50 ₽**.\n\n- счётчик исправен\n- показания приняты");
        var scan = Paperwork.signed(office.letter(answer), new Look(7.5, 2, 300, Tone.GREY, 9, 5));

        drop("scan0001.pdf", scan);
        awaitScan(one, "WAITING");

        try (var browser = new Browser(port)) {
            var page = browser.signedIn("registrar");
            page.navigate("/scans?id=" + scanOf(one).path("id").asString());
            assertThat(page.getByAltText("Скан, страница 1")).isVisible();
            assertThat(page.getByAltText("Письмо, страница 1")).isVisible();
            page.waitForFunction("[...document.images].every(image => image.complete && image.naturalWidth > 0)");
            browser.look(page, "scan-confirm");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Скан приложен, ответ отправляется");
        }
        office.awaitStatus(one, "SENT");
        assertThat(mail().letters(one.email()))
                .filteredOn(letter -> letter.subject().startsWith("Ответ на обращение"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.files()).hasSize(1))
                .satisfies(letter -> assertThat(letter.text()).contains("/status/rate?number="));
        assertThat(files("taken")).isNotEmpty();
        var sent = api().get("executor", answer + "/scan").is(200).bytes();
        assertThat(ScannedLetters.read(sent).get(0).turns())
                .as("what lay upside down is sent upright")
                .isZero();
    }

    @Test
    void oneFileWithTwoLettersAndBlankBacksIsSplitByItsCodes() throws IOException {
        var office = new Office(api());
        var first = office.appeal("Первое обращение об отключении.");
        var second = office.appeal("Второе обращение о начислении.");
        var long1 = Paperwork.signed(office.letter(office.approved(first, "Причина устранена.\n\n".repeat(60))));
        var short2 = Paperwork.signed(
                office.letter(office.approved(second, "Начисление верно.")), new Look(-8, 1, 150, Tone.BLACK, 0, 2));

        drop("batch.pdf", merged(long1, blankPage(), short2));

        awaitScan(first, "WAITING");
        awaitScan(second, "WAITING");
        assertThat(scanOf(first).path("pages").asInt()).isGreaterThan(1);
        assertThat(scanOf(first).path("signed").asBoolean()).isTrue();
        assertThat(scanOf(second).path("pages").asInt()).isEqualTo(1);
        api().post("registrar", "/api/v1/scans/" + scanOf(second).path("id").asString() + "/confirm", Map.of())
                .is(204);
        office.awaitStatus(second, "SENT");
        assertThat(office.answer(first).path("status").asString()).isEqualTo("APPROVED");
    }

    @Test
    void aTiffOfAFaxIsTakenToo() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу прислать акт.");
        var letter = office.letter(office.approved(one, "Акт направлен."));
        var pages = PaperStand.pages(letter, new Look(2, 3, 200, Tone.FAX, 4, 8), true);
        var tiff = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (var output = ImageIO.createImageOutputStream(tiff)) {
            writer.setOutput(output);
            writer.write(new IIOImage(pages.get(0), null, null));
        }

        drop("fax.tif", tiff.toByteArray());

        awaitScan(one, "WAITING");
    }

    @Test
    void aScanWithoutASignatureSaysSo() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить.");
        drop("forgotten.pdf", PaperStand.scanned(office.letter(office.approved(one, "Ответ.")), Look.clean()));

        awaitScan(one, "WAITING");
        assertThat(scanOf(one).path("signed").asBoolean()).isFalse();
        assertThat(scanOf(one).path("problem").asString()).isEqualTo("Подпись на скане не видна: проверьте");
    }

    @Test
    void whatIsNotTheSignedLetterWaitsInQuarantineWithItsReason() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу проверить счётчик.");
        var answer = office.approved(one, "Проверен.\n\n".repeat(60));
        var letter = office.letter(answer);

        drop("digital.pdf", letter);
        awaitCode(one, "SCAN-003", "само письмо, а не скан");

        drop("half.pdf", firstPage(Paperwork.signed(letter)));
        awaitCode(one, "SCAN-007", "Нет страницы 2 из");

        api().post("executor", answer + "/recall", Map.of()).is(200);
        drop("recalled.pdf", Paperwork.signed(letter, new Look(1, 0, 150, Tone.GREY, 0, 3)));
        awaitCode(one, "SCAN-004", "письмо отозвано");

        api().put("executor", answer, Map.of("text", "Проверен и исправлен.")).is(200);
        api().post("executor", answer + "/submit", Map.of()).is(200);
        api().post("signer", answer + "/approve", Map.of()).is(200);
        drop("old.pdf", Paperwork.signed(letter, new Look(0, 0, 150, Tone.GREY, 2, 4)));
        awaitCode(one, "SCAN-003", "прежняя редакция");

        var fresh = office.letter(answer);
        drop("good.pdf", Paperwork.signed(fresh));
        awaitScan(one, "WAITING");
        var waiting = scansOf(one).stream()
                .filter(scan -> scan.path("state").asString().equals("WAITING"))
                .findFirst()
                .orElseThrow();
        api().post("executor", "/api/v1/scans/" + waiting.path("id").asString() + "/confirm", Map.of())
                .is(204);
        api().post("executor", "/api/v1/scans/" + waiting.path("id").asString() + "/confirm", Map.of())
                .is(409);
        drop("again.pdf", Paperwork.signed(fresh, new Look(3, 0, 300, Tone.GREY, 0, 9)));
        awaitCode(one, "SCAN-005", "уже приложен");
    }

    @Test
    void aDraftPrintedBeforeTheApprovalIsNoScanEither() {
        var office = new Office(api());
        var one = office.appeal("Прошу не слать черновик.");
        var answer = office.draft(one, "Черновик.");
        api().post("executor", answer + "/submit", Map.of()).is(200);
        var draft = office.letter(answer);
        api().post("signer", answer + "/approve", Map.of()).is(200);

        var refused = api().upload("executor", "PUT", answer + "/scan", Map.of(), new Api.File("file", "d.pdf", draft))
                .is(422);

        assertThat(refused.json().path("detail").asString()).startsWith("Это само письмо, а не скан");
        api().upload("executor2", "PUT", answer + "/scan", Map.of(), new Api.File("file", "d.pdf", draft))
                .is(403);
        api().post("executor", answer + "/send", Map.of()).is(409);
    }

    @Test
    void onlyWhoseAnswerItIsMayDismissAScan() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу не отклонять чужое.");
        drop("mine.pdf", Paperwork.signed(office.letter(office.approved(one, "Ответ."))));
        awaitScan(one, "WAITING");
        var path = "/api/v1/scans/" + scanOf(one).path("id").asString() + "/dismiss";

        api().post("executor2", path, Map.of("reason", "мешает")).is(403);
        api().post("executor", path, Map.of("reason", "пересканирую")).is(204);
    }

    @Test
    void anUnknownSheetIsShownAndCanBeGivenToItsAppeal() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить на письме.");
        office.approved(one, "Ответ написан от руки.");
        var name = "page-" + UUID.randomUUID() + ".pdf";
        drop(name, Paperwork.signed(pageOfText()));
        var scan = awaitFile(name, "SCAN-001");

        try (var browser = new Browser(port)) {
            var page = browser.signedIn("registrar");
            page.navigate("/scans?id=" + scan.path("id").asString());
            page.waitForFunction("[...document.images].every(image => image.complete && image.naturalWidth > 0)");
            browser.look(page, "scan-unknown");
            page.getByLabel("Это ответ на обращение №").fill(one.number());
            Browser.button(page, "Приложить и отправить").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText(one.number());
        }
        office.awaitStatus(one, "SENT");
    }

    @Test
    void garbageAndEmptySheetsAreExplainedAndCanBeDismissed() throws IOException {
        var garbage = "bad-" + UUID.randomUUID() + ".pdf";
        drop(garbage, "не скан".getBytes(StandardCharsets.UTF_8));
        var blank = "blank-" + UUID.randomUUID() + ".pdf";
        drop(blank, blankPage());

        var unread = awaitFile(garbage, "SCAN-009");
        assertThat(unread.path("problem").asString()).contains("PDF, JPEG или TIFF");
        awaitFile(blank, "SCAN-008");
        api().post("registrar", "/api/v1/scans/" + unread.path("id").asString() + "/dismiss", Map.of("reason", ""))
                .is(422);
        api().post("registrar", "/api/v1/scans/" + unread.path("id").asString() + "/dismiss", Map.of("reason", "мусор"))
                .is(204);
    }

    @Test
    void aSecondLookAtTheSameFileChangesNothing() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить один раз.");
        var scan = Paperwork.signed(office.letter(office.approved(one, "Один раз.")));
        drop("once.pdf", scan);
        awaitScan(one, "WAITING");
        drop("twice.pdf", scan);
        await().atMost(LIMIT).until(() -> !Files.exists(folder().resolve("twice.pdf")));

        assertThat(scansOf(one)).hasSize(1);
    }

    private Path folder() {
        return home.resolve("scans");
    }

    private List<Path> files(String name) throws IOException {
        try (var files = Files.list(folder().resolve(name))) {
            return files.toList();
        }
    }

    /** As a scanner does it: written under another name, renamed when whole. */
    private void drop(String name, byte[] scan) throws IOException {
        Files.createDirectories(folder());
        var part = Files.write(folder().resolve(name + ".part"), scan);
        Files.move(part, folder().resolve(name));
    }

    private List<JsonNode> scansOf(Case one) {
        return api().get("registrar", "/api/v1/scans?size=200")
                .is(200)
                .json()
                .valueStream()
                .filter(scan -> one.id().equals(scan.path("appealId").asString("")))
                .toList();
    }

    private JsonNode scanOf(Case one) {
        return scansOf(one).get(0);
    }

    private void awaitScan(Case one, String state) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(scansOf(one))
                        .extracting(scan -> scan.path("state").asString())
                        .contains(state));
    }

    private void awaitCode(Case one, String code, String words) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(scansOf(one)).anySatisfy(scan -> {
                    assertThat(scan.path("code").asString("")).isEqualTo(code);
                    assertThat(scan.path("problem").asString("")).contains(words);
                }));
    }

    private JsonNode awaitFile(String name, String code) {
        return await().atMost(LIMIT)
                .until(
                        () -> api().get("registrar", "/api/v1/scans?state=QUARANTINED&size=200")
                                .is(200)
                                .json()
                                .valueStream()
                                .filter(scan -> scan.path("fileName").asString().equals(name)
                                        && scan.path("code").asString("").equals(code))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static byte[] merged(byte[]... parts) throws IOException {
        try (var whole = new PDDocument()) {
            var merger = new PDFMergerUtility();
            for (var part : parts) {
                try (var document = Loader.loadPDF(part)) {
                    merger.appendDocument(whole, document);
                }
            }
            return saved(whole);
        }
    }

    private static byte[] firstPage(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            while (document.getNumberOfPages() > 1) {
                document.removePage(1);
            }
            return saved(document);
        }
    }

    private static byte[] blankPage() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            return saved(document);
        }
    }

    private static byte[] pageOfText() throws IOException {
        return ru.priyomnaya.paper.Paper.pdf("<html><body style=\"font-family:'PT Serif'\"><p>"
                + "Ответ написан от руки. ".repeat(80) + "</p></body></html>");
    }

    private static byte[] saved(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
