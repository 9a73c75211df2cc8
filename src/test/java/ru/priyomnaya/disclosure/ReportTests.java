package ru.priyomnaya.disclosure;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.report.MadeUpAppeals;

/** Reports as staff see them, and the disclosure from its preparation to the public page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTests extends GatewayTest {
    private final LocalDate today = LocalDate.now(MadeUpAppeals.MOSCOW);
    private MadeUpAppeals appeals;

    @BeforeAll
    void fill() {
        appeals = new MadeUpAppeals(
                jdbc, new Office(api()).appeal("Образец для отчёта").number());
        appeals.fill(250, today, 500);
        // What the pattern has not: each figure of the report has somebody behind it.
        for (var sql : List.of(
                "update appeal set ground = 'ANONYMOUS' where status = 'DECLINED'",
                "update appeal set extensions = 1 where number_seq % 7 = 0",
                "update appeal set kind = 'CLAIM' where number_seq % 3 = 0",
                "update appeal set executor_id = (select id from person where username = 'executor') where number_seq % 2 = 0",
                "insert into desk_record (appeal_id, waiting_seconds, service_seconds) select id, 30 + number_seq % 500, 100 from appeal where channel in ('VISIT', 'PHONE')",
                "insert into rating (appeal_id, source, mark, words, at) select id, 'APPLICANT', cast(1 + number_seq % 5 as int), 'Слова', now() from appeal where status = 'CLOSED' and number_seq % 2 = 0",
                "insert into rating (appeal_id, source, words, at) select id, 'GIS', 'Слова', now() from appeal where status = 'CLOSED' and number_seq % 9 = 0",
                "insert into lateness (appeal_id, reason, at, author) select id, 'LOAD', now(), 'executor' from appeal where number_seq % 2 = 0",
                "insert into appeal_link (id, appeal_id, leading_id, relation, linked_at, linked_by) select gen_random_uuid(), max(cast(id as text))::uuid, min(cast(id as text))::uuid, 'REPEAT', now(), 'executor' from appeal where registered_at > now() - interval '360 days' and number_seq % 11 = 0",
                "insert into appeal_link (id, appeal_id, leading_id, relation, linked_at, linked_by) select gen_random_uuid(), max(cast(id as text))::uuid, min(cast(id as text))::uuid, 'COLLECTIVE', now(), 'executor' from appeal where registered_at > now() - interval '360 days' and number_seq % 13 = 0")) {
            var where = sql.lastIndexOf(" where ");
            jdbc.sql(
                            where < 0
                                    ? sql + " where department_id = :department"
                                    : sql.substring(0, where) + " where department_id = :department and "
                                            + sql.substring(where + " where ".length()))
                    .param("department", appeals.department)
                    .update();
        }
    }

    @AfterAll
    void remove() {
        appeals.remove();
    }

    private Map<String, String> figures(Page page) {
        var figures = new LinkedHashMap<String, String>();
        for (var link : page.locator("table.figures td a").all()) {
            figures.put(link.getAttribute("href"), link.textContent());
        }
        return figures;
    }

    @Test
    void everyFigureOpensAsManyAppealsAsItSays() {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/control");
            page.getByText("Отчёты", new Page.GetByTextOptions().setExact(true)).click();
            page.locator("#from").fill(today.minusDays(364).toString());
            button(page, "Показать").click();
            browser.look(page, "reports");

            page.getByLabel("Отдел").first().selectOption("Отдел расчётов");
            button(page, "Показать").click();
            browser.look(page, "reports-department");
            var ofDepartment = figures(page);
            page.navigate("/reports?from=" + today.minusDays(364) + "&until=" + today);
            var side = figures(page);

            assertThat(ofDepartment).hasSizeGreaterThan(50);
            assertThat(side).hasSizeGreaterThan(100);
            assertThat(ofDepartment.keySet())
                    .as("each kind of figure has somebody behind it")
                    .anyMatch(link -> link.contains("outcome=LATE"))
                    .anyMatch(link -> link.contains("outcome=IN_TIME"))
                    .anyMatch(link -> link.contains("outcome=ELSEWHERE"))
                    .anyMatch(link -> link.contains("lateReason=LOAD"))
                    .anyMatch(link -> link.contains("lateReason=UNKNOWN"))
                    .anyMatch(link -> link.contains("ground=ANONYMOUS"))
                    .anyMatch(link -> link.contains("repeated=true"))
                    .anyMatch(link -> link.contains("collective=true"))
                    .anyMatch(link -> link.contains("extended=true"))
                    .anyMatch(link -> link.contains("mark=1"))
                    .anyMatch(link -> link.contains("ratedBy=GIS"))
                    .anyMatch(link -> link.contains("timed=true&form=VISIT"))
                    .anyMatch(link -> link.contains("timed=true&remote=true"))
                    .anyMatch(link -> link.contains("noTopic=true"))
                    .anyMatch(link -> link.contains("noExecutor=true"))
                    .anyMatch(link -> link.contains("executorId="))
                    .anyMatch(link -> link.contains("channel=ACCOUNT"));
            side.putAll(ofDepartment);
            side.forEach((link, figure) -> {
                var list = api().get("director", link.replace("/inbox?view=ALL&", "/api/v1/appeals?size=1&"))
                        .is(200)
                        .json();
                assertThat(list.path("total").asString()).as(link).isEqualTo(figure);
            });

            var one = ofDepartment.entrySet().stream()
                    .filter(figure -> figure.getKey().contains("outcome=LATE"))
                    .findFirst()
                    .orElseThrow();
            page.navigate(one.getKey());
            assertThat(page.getByLabel("Чем кончилось")).hasValue("LATE");
            assertThat(page.locator(".register tbody tr")).hasCount(Math.min(50, Integer.parseInt(one.getValue())));
        }
    }

    @Test
    void aReportLeavesAsAFileAndIsOnRecord() throws Exception {
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            var query = "from=" + today.minusDays(364) + "&until=" + today + "&department=" + appeals.department;
            page.navigate("/reports?" + query);
            assertThat(page.getByText("Скачать XLSX")).isVisible();
            var total = api().get("director", "/api/v1/disclosure?" + query)
                    .is(200)
                    .json()
                    .path("whole")
                    .path("total")
                    .path("count")
                    .asString();

            var csv = new String(file(page, "csv", query), StandardCharsets.UTF_8);
            assertThat(csv).startsWith("\uFEFFРаздел;").contains("По видам;Всего;" + total + ";");
            try (var book = new XSSFWorkbook(new ByteArrayInputStream(file(page, "xlsx", query)))) {
                assertThat(book.getSheetAt(0).getRow(1).getCell(2).getStringCellValue())
                        .isEqualTo(total);
            }
            try (var pdf = Loader.loadPDF(file(page, "pdf", query))) {
                assertThat(new PDFTextStripper().getText(pdf))
                        .contains("Отчёт об обращениях")
                        .contains("Время по месяцам");
            }
            assertThat(jdbc.sql("select count(*) from journal_entry where event = 'REPORT_EXPORTED'")
                            .query(Long.class)
                            .single())
                    .isGreaterThanOrEqualTo(3);
        }
    }

    private static byte[] file(Page page, String format, String query) {
        return page.request().get("/reports/export." + format + "?" + query).body();
    }

    @ParameterizedTest
    @CsvSource({
        "director, '', 200",
        "auditor-is-nobody, '', 401",
        "executor, '', 403",
        "it, '', 403",
        "registrar, ?from=2026-02-02&until=2026-02-01, 400",
        "registrar, ?from=2006-02-02&until=2026-02-01, 400",
        "registrar, ?department=00000000-0000-0000-0000-000000000000, 400",
        "signer, ?from=2026-02-01&until=2026-02-28, 200",
    })
    void onlyWhoControlsReads(String person, String query, int status) {
        api().get(person, "/api/v1/disclosure" + query).is(status);
    }

    @Test
    void aYearIsPreparedReadPublishedAndStaysAsItWasRead() {
        var year = today.getYear() - 1;
        try (var browser = new Browser(port)) {
            var page = browser.signedIn("director");
            page.navigate("/reports/measures?year=" + year);
            page.locator("#text").fill("Обучение операторов");
            page.locator("#planned").fill("до 1 июля");
            page.locator("#done").fill("обучены все");
            button(page, "Добавить").click();
            browser.look(page, "reports-measures");

            page.navigate("/reports/publication");
            page.getByLabel("Год").fill(String.valueOf(year));
            button(page, "Подготовить версию").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("подготовлена");
            api().get("", "/api/v1/website/disclosure/" + year).is(404);
            browser.look(page, "reports-edition");
            page.getByLabel("Пояснение (необязательно, его увидят на сайте)").fill("Годовой отчёт");
            button(page, "Опубликовать").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Опубликовано");

            var visitor = browser.visitor();
            visitor.navigate("/disclosure/" + year);
            assertThat(visitor.getByText("Обучение операторов")).isVisible();
            assertThat(visitor.getByText("Годовой отчёт")).isVisible();
            browser.look(visitor, "disclosure");
            var phone = browser.signedIn("director", 390, 844, ColorScheme.DARK);
            phone.navigate("/disclosure/" + year);
            browser.look(phone, "disclosure-phone");
            phone.navigate("/reports");
            browser.look(phone, "reports-phone");
        }
        var first = api().get("", "/api/v1/website/disclosure/" + year).is(200);
        assertThat(first.raw().headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
        assertThat(first.json().path("figures").path("total").path("count").asLong())
                .isEqualTo(appealsOf(year));
        var text = new String(first.bytes(), StandardCharsets.UTF_8);
        assertThat(text)
                .doesNotContain("Иванова")
                .doesNotContain("Отдел расчётов")
                .doesNotContain("director");
        assertThat(api().get("", "/disclosure/" + year).raw().headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("https://company.example.ru"));

        // The register goes on; what is published does not.
        jdbc.sql("update appeal set kind = 'REVIEW' where department_id = :department and kind = 'CLAIM'")
                .param("department", appeals.department)
                .update();
        assertThat(api().get("", "/api/v1/website/disclosure/" + year).bytes()).isEqualTo(first.bytes());
        var second = publish(year);
        assertThat(api().get("", "/api/v1/website/disclosure/" + year).bytes()).isNotEqualTo(first.bytes());
        assertThat(api().get("", "/api/v1/website/disclosure/" + year + "?edition=1")
                        .bytes())
                .isEqualTo(first.bytes());
        assertThat(new String(api().get("", "/disclosure/" + year).bytes(), StandardCharsets.UTF_8))
                .contains("Другие версии");

        api().post("director", second + "/withdraw", Map.of("reason", "Ошибка в видах"))
                .is(200);
        assertThat(api().get("", "/api/v1/website/disclosure/" + year).bytes()).isEqualTo(first.bytes());
        api().get("", "/api/v1/website/disclosure/" + year + "?edition=2").is(404);
        api().post("director", second + "/withdraw", Map.of("reason", "Ещё раз"))
                .is(400);
        api().post("director", second + "/publish", Map.of()).is(400);
        api().post("registrar", "/api/v1/disclosure/editions", Map.of("year", year))
                .is(403);
        api().post("director", "/api/v1/disclosure/editions", Map.of("year", today.getYear() + 1))
                .is(400);
        assertThatThrownBy(() -> jdbc.sql("update disclosure_edition set content = '{}' where year = :year")
                        .param("year", year)
                        .update())
                .hasMessageContaining("never changes");
        assertThat(jdbc.sql("select event from journal_entry where event like 'DISCLOSURE_%' or event = 'MEASURE_KEPT'")
                        .query(String.class)
                        .list())
                .contains("DISCLOSURE_PREPARED", "DISCLOSURE_PUBLISHED", "DISCLOSURE_WITHDRAWN", "MEASURE_KEPT");
    }

    private String publish(int year) {
        var path = "/api/v1/disclosure/editions/"
                + api().post("director", "/api/v1/disclosure/editions", Map.of("year", year))
                        .is(201)
                        .json()
                        .path("id")
                        .asString();
        api().post("director", path + "/publish", Map.of("comment", "Исправлено"))
                .is(200);
        return path;
    }

    private long appealsOf(int year) {
        return jdbc.sql("select registered_at from appeal").query(OffsetDateTime.class).stream()
                .filter(at -> at.atZoneSameInstant(MadeUpAppeals.MOSCOW).getYear() == year)
                .count();
    }

    @Test
    void whoIsLateSaysWhyAndOnlyThen() {
        var office = new Office(api());
        var one = office.appeal("Ответ опоздает");
        var path = one.path() + "/lateness";
        api().post("executor", path, Map.of("reason", "LOAD")).is(422);
        jdbc.sql("update appeal set deadline = :day, channel_deadline = null where id = :id")
                .param("day", today.minusDays(3))
                .param("id", UUID.fromString(one.id()))
                .update();
        api().post("executor2", path, Map.of("reason", "LOAD")).is(403);
        api().post("executor", path, Map.of("reason", "OTHER")).is(422);

        try (var browser = new Browser(port)) {
            var page = browser.signedIn("executor");
            page.navigate("/appeals/" + one.id());
            page.getByLabel("Почему ответ опоздал").selectOption("OTHERS");
            page.getByLabel("Подробности (необязательно)").fill("Ждали сетевую организацию");
            button(page, "Записать причину").click();
            assertThat(page.getByText("Ждали сетевую организацию").first()).isVisible();
            browser.look(page, "card-late");
        }
        assertThat(office.card(one)
                        .path("journal")
                        .valueStream()
                        .map(event -> event.path("sentence").asString()))
                .contains("Указана причина опоздания: Ждали сведений от других организаций: Ждали сетевую организацию");
    }
}
