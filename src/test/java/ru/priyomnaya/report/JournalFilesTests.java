package ru.priyomnaya.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.journal.VerifyJournalCommand;

/** The registration journal as it is printed and taken away, and the chain over what was done. */
class JournalFilesTests extends GatewayTest {
    private static final String FORMULA = "=cmd|' /C calc'!A0";

    @Autowired
    private DataSource database;

    @Test
    void theJournalIsReadPrintedAndTakenAway() throws Exception {
        var number = api().post(
                        "registrar",
                        "/api/v1/appeals",
                        Map.of(
                                "channel",
                                "POST",
                                "lastName",
                                FORMULA,
                                "subject",
                                "Журнал; «кавычки» и \"ещё\"",
                                "text",
                                "Текст"))
                .is(201)
                .json()
                .path("number")
                .asString();
        try (var browser = new Browser(port)) {
            var auditor = browser.signedIn("director");
            auditor.navigate("/journal");
            assertThat(auditor.getByText(number).first()).isVisible();
            browser.look(auditor, "journal");

            var csv = new String(file(auditor, "csv"), StandardCharsets.UTF_8);
            assertThat(csv)
                    .startsWith("\uFEFFНомер;")
                    .contains("'" + FORMULA)
                    .contains("\"Журнал; «кавычки» и \"\"ещё\"\"\"");
            try (var book = new XSSFWorkbook(new ByteArrayInputStream(file(auditor, "xlsx")))) {
                var sheet = book.getSheetAt(0);
                assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("Номер");
                var found = false;
                for (var row : sheet) {
                    found |= row.getCell(0).getStringCellValue().equals(number)
                            && row.getCell(3).getStringCellValue().equals(FORMULA);
                }
                assertThat(found).isTrue();
            }
            try (var pdf = Loader.loadPDF(file(auditor, "pdf"))) {
                assertThat(new PDFTextStripper().getText(pdf))
                        .contains("Журнал регистрации обращений")
                        .contains(number);
            }
            assertThat(jdbc.sql("select count(*) from journal_entry where event = 'JOURNAL_EXPORTED'")
                            .query(Long.class)
                            .single())
                    .isGreaterThanOrEqualTo(3);

            button(auditor, "Проверить журнал действий").click();
            assertThat(auditor.getByRole(AriaRole.STATUS)).containsText("Журнал цел");
            assertThat(browser.signedIn("executor").navigate("/journal").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void theCommandFindsWhatWasChanged() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select count(*) from journal_seal")
                                .query(Long.class)
                                .single()
                        > 0);
        assertThat(verify()).isEqualTo("0 Журнал цел");
        var entry = jdbc.sql("select max(entry_id) from journal_seal")
                .query(Long.class)
                .single();
        var before = jdbc.sql("select actor from journal_entry where id = :id")
                .param("id", entry)
                .query(String.class)
                .single();

        change(entry, "никто");
        var found = verify();
        change(entry, before);

        assertThat(found).isEqualTo("1 Журнал изменён");
        assertThat(verify()).isEqualTo("0 Журнал цел");
    }

    /** As somebody with the database's own password might. */
    private void change(long entry, String actor) {
        jdbc.sql("alter table journal_entry disable trigger all").update();
        jdbc.sql("update journal_entry set actor = :actor where id = :id")
                .param("actor", actor)
                .param("id", entry)
                .update();
        jdbc.sql("alter table journal_entry enable trigger all").update();
    }

    private String verify() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var connection = database.getConnection()) {
            var code = VerifyJournalCommand.run(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    "--spring.datasource.url=" + connection.getMetaData().getURL(),
                    "--spring.datasource.username=postgres",
                    "--priyomnaya.home=target/homes/verify");
            return code + " " + out.toString(StandardCharsets.UTF_8).split(":")[0];
        }
    }

    private static byte[] file(Page page, String format) {
        var today = LocalDate.now(ZoneId.of("Europe/Moscow"));
        var response = page.request().get("/journal/export.%s?from=%s&until=%s".formatted(format, today, today));
        assertThat(response.status()).isEqualTo(200);
        return response.body();
    }
}
