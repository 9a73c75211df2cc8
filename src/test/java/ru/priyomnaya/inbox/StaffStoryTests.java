package ru.priyomnaya.inbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Paperwork;

/** A day of the office, in a real browser; each screen photographed and held against WCAG. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffStoryTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private Browser browser;

    @BeforeAll
    void open() {
        browser = new Browser(port);
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void aLetterIsAnsweredByThreePeople() {
        var applicant = "maria" + UUID.randomUUID().toString().substring(0, 6) + "@example.ru";
        sendLetter(applicant, "Когда включат свет на Садовой?", "На Садовой, 12 нет света со вчерашнего вечера.");
        var id = await().atMost(LIMIT).until(() -> idOf(applicant), found -> !found.isEmpty());

        var executor = browser.signedIn("executor");
        assertThat(executor).hasURL(Pattern.compile(".*view=MINE"));
        browser.look(executor, "inbox-mine");
        executor.navigate("/appeals/" + id);
        browser.look(executor, "card-assigned");
        button(executor, "Начать ответ").click();
        executor.getByLabel("Текст ответа").fill("Линия восстановлена сегодня в 9:40.");
        assertThat(executor.locator("#saved")).containsText("Сохранено");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(jdbc.sql("select text from answer where appeal_id = :id")
                                .param("id", UUID.fromString(id))
                                .query(String.class)
                                .single())
                        .contains("9:40"));
        browser.look(executor, "card-draft");
        button(executor, "На согласование").click();
        assertThat(executor.getByRole(AriaRole.STATUS)).containsText("на согласование");

        var signer = browser.signedIn("signer");
        browser.look(signer, "inbox-approval");
        signer.navigate("/appeals/" + id);
        browser.look(signer, "card-approval");
        signer.getByLabel("Что исправить").fill("Назовите причину");
        button(signer, "Вернуть на доработку").click();
        executor.navigate("/appeals/" + id);
        assertThat(executor.getByText("Назовите причину").first()).isVisible();
        executor.getByLabel("Текст ответа").fill("Линия повреждена ветром, восстановлена сегодня в 9:40.");
        button(executor, "На согласование").click();
        signer.navigate("/appeals/" + id);
        button(signer, "Согласовать").click();

        executor.navigate("/appeals/" + id);
        assertThat(button(executor, "Отправить заявителю").count()).isZero();
        browser.look(executor, "card-scan");
        var letter = executor.request()
                .get(executor.getByText("Письмо на бланке (PDF)").getAttribute("href"))
                .body();
        executor.locator("#file")
                .setInputFiles(new FilePayload("scan.txt", "text/plain", "нет".getBytes(StandardCharsets.UTF_8)));
        button(executor, "Приложить скан").click();
        assertThat(executor.getByRole(AriaRole.ALERT)).containsText("Скан — это PDF, JPEG или TIFF");
        executor.locator("#file")
                .setInputFiles(new FilePayload("scan.pdf", "application/pdf", Paperwork.signed(letter)));
        button(executor, "Приложить скан").click();
        button(executor, "Отправить заявителю").click();

        await().atMost(LIMIT).until(() -> mail().inbox(applicant).size() == 2);
        await().atMost(LIMIT).untilAsserted(() -> {
            executor.navigate("/appeals/" + id);
            assertThat(executor.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .containsText("Отправлено");
        });
        browser.look(executor, "card-sent");
        button(executor, "Закрыть обращение").click();
        assertThat(executor.getByRole(AriaRole.STATUS)).containsText("закрыто");
    }

    @Test
    void twoPeopleAtOnceLoseNoText() {
        var applicant = "two" + UUID.randomUUID().toString().substring(0, 6) + "@example.ru";
        sendLetter(applicant, "Тариф", "Какой тариф?");
        var id = await().atMost(LIMIT).until(() -> idOf(applicant), found -> !found.isEmpty());
        var executor = browser.signedIn("executor");
        executor.navigate("/appeals/" + id);
        button(executor, "Начать ответ").click();
        var registrar = browser.signedIn("registrar");
        registrar.navigate("/appeals/" + id);
        registrar.getByLabel("Текст ответа").fill("Текст регистратора");
        button(registrar, "Сохранить").click();

        executor.getByLabel("Текст ответа").fill("Текст исполнителя");

        assertThat(executor.locator("#saved")).containsText("изменил другой человек");
        button(executor, "Сохранить").click();
        assertThat(executor.getByRole(AriaRole.ALERT)).containsText("другой человек");
        assertThat(executor.getByLabel("Текст ответа")).hasValue("Текст регистратора");
    }

    @Test
    void aVisitorFillsTheFormAndFindsTheStatus() {
        var visitor = browser.visitor();
        visitor.navigate("/form/person");
        browser.look(visitor, "form-person");
        visitor.getByLabel("Фамилия").fill("Егорова");
        visitor.getByLabel("Имя", new Page.GetByLabelOptions().setExact(false))
                .first()
                .fill("Тамара");
        visitor.getByLabel("Текст обращения").fill("В квитанции чужой прибор учёта");
        visitor.getByLabel("Электронная почта").fill("не адрес");
        visitor.getByLabel("Согласен").check();
        visitor.getByText("Отправить обращение").click();
        assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("Проверьте адрес электронной почты");
        browser.look(visitor, "form-person-wrong");
        visitor.getByLabel("Электронная почта").fill("egorova@example.ru");
        visitor.getByText("Отправить обращение").click();
        assertThat(visitor.getByRole(AriaRole.STATUS)).containsText("Обращение принято");
        browser.look(visitor, "status");
        visitor.navigate("/form/organization");
        browser.look(visitor, "form-organization");
    }

    @Test
    void theRegistrarAssignsAndSortsOutTheQuarantine() {
        var subject = "Прочее " + UUID.randomUUID().toString().substring(0, 6);
        sendLetter("x@example.ru", subject, "Вопрос не по нашей части");
        sendLetter("empty@example.ru", "", "");
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("select count(*) from intake where state = 'QUARANTINED'")
                                .query(Integer.class)
                                .single()
                        > 0);
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("select count(*) from appeal where subject = :s")
                                .param("s", subject)
                                .query(Integer.class)
                                .single()
                        > 0);
        var registrar = browser.signedIn("registrar");
        registrar.navigate("/inbox?view=UNASSIGNED&sort=NEWEST"); // others leave theirs
        registrar.getByText(subject).click();
        registrar.getByLabel("Или выбрать из всех").selectOption(new SelectOption().setLabel("Иванова А. П."));
        button(registrar, "Назначить").click();
        assertThat(registrar.getByRole(AriaRole.STATUS)).containsText("Исполнитель назначен");
        registrar.navigate("/inbox?view=ALL");
        browser.look(registrar, "inbox-all");
        registrar.navigate("/console/messages?state=QUARANTINED");
        browser.look(registrar, "quarantine");
        registrar.locator("tbody a").first().click();
        browser.look(registrar, "quarantine-message");
        registrar.getByText("Зарегистрировать вручную").click();
        registrar.getByLabel("Фамилия").fill("Пустовалов");
        registrar.getByLabel("О чём обращение").fill("Пришло пустое письмо, перезвонили: просит справку");
        button(registrar, "Зарегистрировать").click();
        assertThat(registrar.getByRole(AriaRole.STATUS)).containsText("Зарегистрировано вручную");
        registrar.navigate("/appeals/new");
        browser.look(registrar, "entry");
        registrar.navigate("/console/deliveries");
        browser.look(registrar, "deliveries");
    }

    @Test
    void theAdministratorKeepsPeopleAndRulesAndItWatchesTheChannels() {
        var admin = browser.signedIn("admin");
        admin.navigate("/console/people/new");
        browser.look(admin, "person");
        admin.getByLabel("Фамилия").fill("Безтелефонов");
        admin.getByLabel("Имя", new Page.GetByLabelOptions().setExact(true)).fill("Иван");
        var username = "u" + UUID.randomUUID().toString().substring(0, 6);
        admin.getByLabel("Имя для входа").fill(username);
        admin.getByLabel("Первый пароль").fill("длинный кувшин");
        button(admin, "Сохранить").click();
        assertThat(admin.getByRole(AriaRole.ALERT)).containsText("Исполнителю нужны фамилия, имя и телефон");
        admin.getByLabel("Телефон для писем").fill("2-00-00");
        admin.getByLabel("Первый пароль").fill("длинный кувшин");
        button(admin, "Сохранить").click();
        assertThat(admin.getByText(username)).isVisible();
        browser.look(admin, "people");
        admin.navigate("/console/rules");
        browser.look(admin, "rules");
        var it = browser.signedIn("it");
        assertThat(it).hasURL(Pattern.compile(".*/console/channels"));
        assertThat(it.getByText("включён").first()).isVisible();
        browser.look(it, "channels");
        assertThat(it.navigate("/inbox").status()).isEqualTo(403);
        it.navigate("/profile");
        it.getByLabel("Название программы").fill("Сайт");
        button(it, "Выдать токен").click();
        var token = it.locator("code").textContent();
        assertThat(token).startsWith("prm_");
        browser.look(it, "profile");
    }

    @Test
    void theListIsReadOnATelephoneInTheDark() {
        sendLetter("phone@example.ru", "Тариф", "Какой тариф?");
        await().atMost(LIMIT).until(() -> !idOf("phone@example.ru").isEmpty());
        var director = browser.signedIn("director", 390, 844, ColorScheme.DARK);
        director.navigate("/inbox?view=ALL");
        browser.look(director, "phone-inbox-dark");
        director.navigate("/appeals/" + idOf("phone@example.ru"));
        browser.look(director, "phone-card-dark");
        assertThat((Integer) director.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
    }

    @Test
    void fiveFailuresLockTheDoor() {
        var visitor = browser.visitor();
        visitor.navigate("/sign-in");
        browser.look(visitor, "sign-in");
        var username = "lock" + UUID.randomUUID().toString().substring(0, 6);
        jdbc.sql("""
                        insert into person (id, version, organization_id, username, password_hash, last_name, enabled)
                        select gen_random_uuid(), 0, organization_id, :name, password_hash, last_name, true
                        from person where username = 'auditor' or username = 'it' limit 1
                        """).param("name", username).update();

        for (int i = 0; i < 5; i++) {
            signIn(visitor, username, "wrong");
            assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("не подошли");
        }
        signIn(visitor, username, "demo");

        assertThat(visitor.getByRole(AriaRole.ALERT)).containsText("не подошли");
        jdbc.sql("update person set locked_until = now() - interval '1 minute' where username = :name")
                .param("name", username)
                .update();
        signIn(visitor, username, "demo");
        assertThat(visitor).not().hasURL(Pattern.compile(".*/sign-in.*"));
    }

    private static void signIn(Page page, String username, String password) {
        page.getByLabel("Имя для входа").fill(username);
        page.getByLabel("Пароль").fill(password);
        page.getByText("Войти").click();
    }

    private String idOf(String applicant) {
        return jdbc.sql("select id::text from appeal where email = :email limit 1")
                .param("email", applicant)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private void sendLetter(String from, String subject, String text) {
        var head = subject.isEmpty()
                ? ""
                : "Subject: =?UTF-8?B?" + Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8))
                        + "?=\n";
        mail().send("From: <" + from + ">\nTo: reception@demo.local\n" + head + "Message-ID: <" + UUID.randomUUID()
                + "@example.ru>\nContent-Type: text/plain; charset=utf-8\n\n" + text);
    }
}
