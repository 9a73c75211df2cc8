package ru.priyomnaya.dispatch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Office.LIMIT;

import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.Api;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.Office.Case;
import ru.priyomnaya.Paperwork;
import ru.priyomnaya.evidence.VerifyEvidenceCommand;
import tools.jackson.databind.json.JsonMapper;

/** Every way by which an answer goes back, and what becomes of it there. */
class WaysBackTests extends GatewayTest {
    @Value("${test.account-port}")
    private int accountPort;

    @TempDir
    private Path directory;

    @Test
    void whatWasSentCanBeTakenBackForAMoment() {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить, но не сразу.");
        var answer = office.signed(one, "Ответ с опечаткой.");

        api().post("executor", answer + "/send", Map.of()).is(200);
        api().post("executor", answer + "/undo", Map.of()).is(200);

        assertThat(office.answer(one).path("status").asString()).isEqualTo("SIGNED");
        assertThat(office.delivery(one, "ANSWER").path("state").asString()).isEqualTo("CANCELLED");
        api().post("executor", answer + "/send", Map.of()).is(200);
        office.awaitStatus(one, "SENT");
        api().post("executor", answer + "/undo", Map.of()).is(409);
        assertThat(mail().letters(one.email()))
                .filteredOn(letter -> letter.subject().startsWith("Ответ"))
                .hasSize(1);
    }

    @Test
    void theApplicantsWayWinsAndTheStatusPageHoldsTheAnswer() {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить на сайте.", "desiredAnswer", "WEBSITE");

        office.sent(one, "Ответ на странице.");

        var delivery = office.delivery(one, "ANSWER");
        assertThat(delivery.path("channel").asString()).isEqualTo("WEBSITE");
        assertThat(delivery.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(api().get(
                                "",
                                "/status/answer?number=" + one.number().replace("/", "%2F")
                                        + "&key=00000000000000000000")
                        .status())
                .isEqualTo(404);
        var code = code(one);
        try (var browser = new Browser(port)) {
            var page = browser.visitor();
            page.navigate("/status");
            page.getByLabel("Номер обращения").fill(one.number());
            page.getByLabel("Код из уведомления о регистрации").fill(code);
            Browser.button(page, "Показать").click();
            assertThat(page.getByText("Скачать ответ")).isVisible();
            browser.look(page, "status-answer");
            page.getByLabel("4 — Хорошо").check();
            page.getByLabel("Что стоит исправить (необязательно)").fill("Отвечайте быстрее");
            Browser.button(page, "Отправить оценку").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("оценка сохранена");
            browser.look(page, "status-rated");

            var director = browser.signedIn("director");
            director.navigate("/appeals/" + one.id());
            assertThat(director.getByText("4 — Хорошо")).isVisible();
            assertThat(director.getByText("Отвечайте быстрее")).isVisible();
        }
        assertThat(office.delivery(one, "ANSWER").path("state").asString()).isEqualTo("READ");
    }

    @Test
    void aMarkIsOneClickInTheLetterAndNoneForAProgramThatOpensLinks() {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить письмом.");
        office.sent(one, "Ответ письмом.");
        var letter = mail().letters(one.email()).stream()
                .filter(received -> received.subject().startsWith("Ответ"))
                .findFirst()
                .orElseThrow()
                .text();
        var link = letter.lines()
                .filter(line -> line.startsWith("да: "))
                .findFirst()
                .orElseThrow()
                .substring(4)
                .strip();
        var path = link.substring(link.indexOf("/status"));

        api().get("", path).is(200);
        assertThat(office.card(one).path("ratings")).isEmpty();

        try (var browser = new Browser(port)) {
            var page = browser.visitor();
            page.navigate(path);
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("оценка сохранена");
        }
        assertThat(office.card(one).path("ratings").path(0).path("mark").asInt())
                .isEqualTo(5);
    }

    @Test
    void thePersonalAccountIsToldSignedAgainAndAgainUntilItTakesIt() throws Exception {
        var bodies = new ConcurrentLinkedQueue<String>();
        var ids = new ConcurrentLinkedQueue<String>();
        var calls = new AtomicInteger();
        var account = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), accountPort), 0);
        account.createContext("/news", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            var timestamp = exchange.getRequestHeaders().getFirst("X-Priyomnaya-Timestamp");
            var right = ("sha256=" + hmac(timestamp, body))
                    .equals(exchange.getRequestHeaders().getFirst("X-Priyomnaya-Signature"));
            bodies.add(right ? new String(body, StandardCharsets.UTF_8) : "WRONG SIGNATURE");
            ids.add(JsonMapper.shared().readTree(body).path("deliveryId").asString());
            exchange.sendResponseHeaders(calls.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });
        account.start();
        try {
            var key = "acc-" + UUID.randomUUID();
            var fields =
                    Map.of("lastName", "Сидоров", "firstName", "Пётр", "text", "Вопрос из кабинета", "consent", "true");
            api().bearer("wrong", "POST", "/api/v1/account/appeals", fields).is(401);
            var taken = api().bearer(ACCOUNT_TOKEN, "POST", "/api/v1/account/appeals", fields, "Idempotency-Key", key)
                    .is(201)
                    .json();
            api().bearer(ACCOUNT_TOKEN, "POST", "/api/v1/account/appeals", fields, "Idempotency-Key", key)
                    .is(201);
            var one = new Case(taken.path("id").asString(), taken.path("number").asString(), "");
            var office = new Office(api());
            assertThat(office.card(one).path("channel").asString()).isEqualTo("ACCOUNT");
            api().post("registrar", one.path() + "/assign", Map.of("executor", "executor"))
                    .is(200);
            var answer = office.sent(one, "Ответ в кабинет.");

            assertThat(calls.get()).isEqualTo(3);
            assertThat(bodies).allMatch(body -> body.contains(key));
            assertThat(ids).as("the same at each attempt").allMatch(id -> id.equals(ids.peek()));
            var path = "/api/v1/account/appeals/" + one.id();
            assertThat(api().bearer(ACCOUNT_TOKEN, "GET", path, null)
                            .is(200)
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("ANSWERED");
            assertThat(api().bearer(ACCOUNT_TOKEN, "GET", path + "/answer", null)
                            .is(200)
                            .bytes())
                    .isEqualTo(api().get("executor", answer + "/scan").is(200).bytes());
            assertThat(office.delivery(one, "ANSWER").path("state").asString()).isEqualTo("READ");
            api().bearer(ACCOUNT_TOKEN, "POST", path + "/rating", Map.of("mark", 2))
                    .is(204);
            assertThat(office.card(one).path("ratings").path(0).path("words").asString())
                    .isEqualTo("Плохо");
            var others = office.appeal("Чужое для кабинета");
            api().bearer(ACCOUNT_TOKEN, "GET", "/api/v1/account/appeals/" + others.id(), null)
                    .is(404);
        } finally {
            account.stop(0);
        }
    }

    @Test
    void lettersForThePostAreListedPrintedAndTracked() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить почтой.", "desiredAnswer", "POST");
        var answer = office.signed(one, "Ответ на бумаге.");
        api().post("executor", answer + "/send", Map.of()).is(200);
        assertThat(office.delivery(one, "ANSWER").path("state").asString()).isEqualTo("BY_HAND");
        var delivery = office.delivery(one, "ANSWER").path("id").asString();

        try (var browser = new Browser(port)) {
            var page = browser.signedIn("registrar");
            page.navigate("/post");
            browser.look(page, "post");
            Browser.button(page, "Составить реестр").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Реестр составлен");
            page.getByText("Реестр № ").first().click();
            page.waitForURL("**/post/*-*");
            var registry = page.url().substring(page.url().lastIndexOf('/') + 1);
            try (var list = Loader.loadPDF(page.request()
                            .get("/post/" + registry + "/registry.pdf")
                            .body());
                    var envelopes = Loader.loadPDF(page.request()
                            .get("/post/" + registry + "/envelopes.pdf")
                            .body())) {
                assertThat(new PDFTextStripper().getText(list)).contains(one.number(), "Петрова Мария Ивановна");
                assertThat(new PDFTextStripper().getText(envelopes)).contains("г. Приозёрск, ул. Садовая, д. 5");
            }
            page.getByLabel("Трек-номер письма № " + one.number()).fill("80083992763456");
            page.getByLabel("Трек-номер письма № " + one.number()).press("Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Отправка отмечена");
            browser.look(page, "post-registry");
            page.getByLabel("Вручено: № " + one.number()).click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Вручение отмечено");
        }
        var carried = office.delivery(one, "ANSWER");
        assertThat(carried.path("track").asString()).isEqualTo("80083992763456");
        assertThat(carried.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(office.card(one).path("status").asString()).isEqualTo("SENT");
        api().post("registrar", "/api/v1/post/registries", Map.of("deliveries", List.of(delivery)))
                .is(400);
    }

    @Test
    void theWholeCaseIsAPackageThatAnybodyCanCheck() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить для суда.");
        var answer = office.approved(one, "Ответ подписан электронно.");
        api().post("signer", answer + "/sign", Map.of()).is(200);
        api().post("signer", answer + "/send", Map.of()).is(200);
        office.awaitStatus(one, "SENT");
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("""
                                select not exists (select 1 from journal_entry e left join journal_seal s on s.entry_id = e.id
                                  where e.appeal_id = :id and s.seq is null)
                                """)
                        .param("id", UUID.fromString(one.id()))
                        .query(Boolean.class)
                        .single());

        api().get("executor", one.path() + "/evidence.zip").is(403);
        var zip = api().get("director", one.path() + "/evidence.zip").is(200).bytes();

        var files = files(zip);
        assertThat(files)
                .containsKeys(
                        "manifest.json",
                        "manifest.json.sig",
                        "original.json",
                        "letter.pdf",
                        "answer.pdf",
                        "answer.pdf.sig",
                        "deliveries.json",
                        "journal.json");
        assertThat(verified(zip)).contains("Пакет цел").contains("answer.pdf.sig: ");
        assertThat(verified(changed(files, "answer.pdf"))).contains("answer.pdf: хэш не тот");
        assertThat(verified(changed(files, "manifest.json"))).contains("Подпись не соответствует файлу");
        assertThat(verified(changed(files, "journal.json"))).contains("Пакет изменён");
        files.remove("letter.pdf");
        assertThat(verified(zipped(files))).contains("letter.pdf: файла нет");
    }

    @Test
    void whatIsEnclosedIsNamedInTheLetterAndGoesWithIt() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу прислать акт проверки.");
        var answer = office.draft(one, "Акт прилагаем.");
        var act = "Акт проверки".getBytes(StandardCharsets.UTF_8);
        api().upload("executor", "POST", answer + "/files", Map.of(), new Api.File("file", "Акт № 5.txt", act))
                .is(201);
        var spare = api().upload(
                        "executor", "POST", answer + "/files", Map.of(), new Api.File("file", "лишнее.txt", act))
                .is(201)
                .json();
        api().upload("executor", "POST", answer + "/files", Map.of(), new Api.File("file", "пусто.txt", new byte[0]))
                .is(422);
        api().upload("executor2", "POST", answer + "/files", Map.of(), new Api.File("file", "чужое.txt", act))
                .is(403);
        api().delete("executor", answer + "/files/" + spare.path("id").asString())
                .is(204);
        api().post("executor", answer + "/submit", Map.of()).is(200);
        api().post("signer", answer + "/approve", Map.of()).is(200);
        api().upload("executor", "POST", answer + "/files", Map.of(), new Api.File("file", "поздно.txt", act))
                .is(409);
        var letter = office.letter(answer);
        try (var document = Loader.loadPDF(letter)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Приложения", "Акт № 5.txt");
        }
        api().upload(
                        "executor",
                        "PUT",
                        answer + "/scan",
                        Map.of(),
                        new Api.File("file", "s.pdf", Paperwork.signed(letter)))
                .is(200);
        api().post("executor", answer + "/send", Map.of()).is(200);
        office.awaitStatus(one, "SENT");

        assertThat(mail().letters(one.email()).stream()
                        .filter(received -> received.subject().startsWith("Ответ"))
                        .findFirst()
                        .orElseThrow()
                        .files())
                .hasSize(2)
                .contains("Акт № 5.txt");
        var page = new String(
                api().get("", "/status?number=" + one.number().replace("/", "%2F") + "&key=" + code(one))
                        .is(200)
                        .bytes(),
                StandardCharsets.UTF_8);
        assertThat(page).contains("Акт № 5.txt");
        assertThat(files(api().get("director", one.path() + "/evidence.zip")
                        .is(200)
                        .bytes()))
                .containsKey("enclosures/01-Акт № 5.txt");
    }

    @Test
    void theDatabaseItselfRefusesAnUnsignedAnswer() {
        var office = new Office(api());
        var one = office.appeal("Прошу не отвечать без подписи.");
        var answer = office.approved(one, "Не подписано.");
        var id = UUID.fromString(answer.substring(answer.lastIndexOf('/') + 1));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> jdbc.sql("""
                                insert into delivery (id, version, organization_id, appeal_id, answer_id, kind, channel, state, attempts, created_at)
                                select gen_random_uuid(), 0, organization_id, id, :answer, 'ANSWER', 'EMAIL', 'WAITING', 0, now() from appeal where id = :appeal
                                """)
                        .param("answer", id)
                        .param("appeal", UUID.fromString(one.id()))
                        .update())
                .hasMessageContaining("an unsigned answer never leaves");
    }

    private String code(Case one) {
        var letter = await().atMost(LIMIT)
                .until(
                        () -> mail().letters(one.email()).stream()
                                .filter(received -> received.subject().startsWith("Обращение зарегистрировано"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .text();
        var at = letter.indexOf("key=") + 4;
        assertThat(letter)
                .contains(
                        URLEncoder.encode(one.number(), StandardCharsets.UTF_8).substring(0, 1));
        return letter.substring(at, at + 20);
    }

    private static String hmac(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ACCOUNT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String verified(byte[] zip) throws IOException {
        var file = Files.write(directory.resolve(UUID.randomUUID() + ".zip"), zip);
        var out = new ByteArrayOutputStream();
        VerifyEvidenceCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), file.toString(), null);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] changed(Map<String, byte[]> files, String name) throws IOException {
        var other = new HashMap<>(files);
        var bytes = Objects.requireNonNull(files.get(name)).clone();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var at = name.endsWith(".json")
                ? text.indexOf(name.equals("manifest.json") ? "\"madeBy\"" : "\"actor\"") + 14
                : bytes.length / 2;
        bytes[at] = (byte) (bytes[at] == 'x' ? 'y' : 'x');
        other.put(name, bytes);
        return zipped(other);
    }

    private static byte[] zipped(Map<String, byte[]> files) throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return zip.toByteArray();
    }
}
