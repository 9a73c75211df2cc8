package ru.priyomnaya.control;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static ru.priyomnaya.Browser.button;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import ru.priyomnaya.Browser;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.TestMail.Received;
import ru.priyomnaya.access.People;
import ru.priyomnaya.assignment.Substitutions;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.worktime.OfficeHours;
import ru.priyomnaya.worktime.WorkCalendar;

/** Who is reminded of what, when; clocks of days to come, real mail. */
class ControlTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @Autowired
    private Dues dues;

    @Autowired
    private OfficeHours hours;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private People people;

    @Autowired
    private Substitutions substitutions;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Organizations organizations;

    @Autowired
    private ControlProperties properties;

    @Autowired
    private ChannelPulse pulse;

    @Autowired
    private PlatformTransactionManager transactions;

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00, true", // a Monday
        "2026-11-23T07:59, false",
        "2026-11-23T12:00, false",
        "2026-11-23T13:00, true",
        "2026-11-23T16:59, true",
        "2026-11-23T17:00, false",
        "2026-11-03T15:59, true", // a short day
        "2026-11-03T16:00, false",
        "2026-11-22T10:00, false", // a Sunday
        "2026-11-04T10:00, false", // a holiday
        "2025-11-01T10:00, true", // a working Saturday
    })
    void remindersFallInOfficeHours(String local, boolean open) {
        assertThat(hours.isOpen(LocalDateTime.parse(local).atZone(MOSCOW).toInstant()))
                .isEqualTo(open);
    }

    @Test
    void anExecutorIsRemindedBeforeOnAndAfterTheDayAndThenThoseAbove() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        address("executor2", "executor" + mark + "@example.org");
        address("director", "director" + mark + "@example.org");
        address("signer", "head" + mark + "@example.org");
        jdbc.sql("update department set head_id = (select id from person where username = 'signer') where id = "
                        + "(select department_id from person where username = 'executor2')")
                .update();
        var appeal = api().post("registrar", "/api/v1/appeals", Map.of("channel", "POST", "text", "О сроках " + mark))
                .is(201)
                .json();
        var id = appeal.path("id").asString();
        var number = appeal.path("number").asString();
        api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor2"))
                .is(200);
        var due = LocalDate.parse(appeal.path("due").asString());

        remind(due.minusDays(10), 10);
        assertThat(lettersAbout("executor" + mark, number)).isEmpty();
        remind(due.minusDays(1), 10);
        remind(due.minusDays(1), 11);
        assertThat(lettersAbout("executor" + mark, number))
                .singleElement()
                .asString()
                .contains("осталось дней: 1");
        remind(due, 7);
        assertThat(lettersAbout("executor" + mark, number)).hasSize(1); // before the office opens
        remind(due, 9);
        assertThat(lettersAbout("executor" + mark, number))
                .hasSize(2)
                .last()
                .asString()
                .contains("сегодня");
        var late = workingDayAfter(due.plusDays(2));
        remind(late, 9);
        assertThat(lettersAbout("executor" + mark, number))
                .hasSize(3)
                .last()
                .asString()
                .contains("просрочено");
        assertThat(lettersAbout("head" + mark, number)).hasSize(1);
        var later = workingDayAfter(due.plusDays(properties.tellDirectorAfter()));
        remind(later, 9);

        assertThat(lettersAbout("director" + mark, number)).hasSize(1);
        assertThat(mail().letters("director" + mark + "@example.org"))
                .extracting(Received::subject)
                .anyMatch(subject -> subject.startsWith("Сводка на"));
        assertThat(lettersAbout("executor" + mark, number)).allMatch(text -> !text.contains("О сроках"));
        for (var person : List.of("executor2", "director", "signer")) {
            address(person, null);
        }
    }

    @Test
    void anAppealWithoutAnExecutorAlarmsTheRegistrars() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        address("registrar", "registrar" + mark + "@example.org");
        var number = api().post(
                        "registrar",
                        "/api/v1/appeals",
                        Map.of("channel", "VISIT", "kind", "PROPOSAL", "text", "Без слов распределения"))
                .is(201)
                .json()
                .path("number")
                .asString();

        remind(workingDayAfter(LocalDate.now(MOSCOW).plusDays(2)), 14);

        assertThat(lettersAbout("registrar" + mark, number)).hasSize(1);
        address("registrar", null);
    }

    @Test
    void theDirectorSeesWhoIsLateAndASubstituteTakesOver() {
        try (var browser = new Browser(port)) {
            var seen = api().post("registrar", "/api/v1/appeals", Map.of("channel", "POST", "text", "Тариф за ноябрь"))
                    .is(201)
                    .json();
            jdbc.sql("update appeal set deadline = current_date - 2 where id = :id")
                    .param("id", UUID.fromString(seen.path("id").asString()))
                    .update();
            var director = browser.signedIn("director");
            director.navigate("/control");
            assertThat(director.getByText("№ " + seen.path("number").asString()).first())
                    .isVisible();
            assertThat(director.getByText("По исполнителям")).isVisible();
            browser.look(director, "control");
            director.navigate("/console/substitutions");
            director.getByLabel("Отсутствует").selectOption("Кузнецов И. А.");
            director.getByLabel("Замещает").selectOption("Иванова А. П.");
            director.getByLabel("По", new Page.GetByLabelOptions().setExact(true))
                    .fill(LocalDate.now(MOSCOW).plusDays(7).toString());
            button(director, "Назначить").click();
            assertThat(director.getByRole(AriaRole.STATUS)).containsText("Замещение назначено");
            browser.look(director, "substitutions");

            var card = api().post("registrar", "/api/v1/appeals", Map.of("channel", "POST", "text", "Поверка счётчика"))
                    .is(201)
                    .json();
            assertThat(card.path("executor").path("username").asString()).isEqualTo("executor");

            button(director, "Снять").click();
            assertThat(director.getByRole(AriaRole.STATUS)).containsText("Замещение снято");
        }
    }

    @Test
    void coExecutorsWorkOnTheCaseAndFindItInTheirInbox() {
        var id = api().post("registrar", "/api/v1/appeals", Map.of("channel", "FAX", "text", "Два отдела сразу"))
                .is(201)
                .json()
                .path("id")
                .asString();
        var path = "/api/v1/appeals/" + id;
        api().post("registrar", path + "/assign", Map.of("executor", "executor"))
                .is(200);
        assertThat(api().post("executor2", path + "/answers", Map.of("text", "х"))
                        .status())
                .isEqualTo(403);

        api().post("registrar", path + "/assign", Map.of("executor", "executor", "coExecutors", List.of("executor2")))
                .is(200);

        assertThat(api().get("registrar", path)
                        .json()
                        .path("coExecutors")
                        .get(0)
                        .path("username")
                        .asString())
                .isEqualTo("executor2");
        api().post("executor2", path + "/answers", Map.of("text", "Начал соисполнитель"))
                .is(201);
        assertThat(api().post(
                                "registrar",
                                path + "/assign",
                                Map.of("executor", "executor", "coExecutors", List.of("it")))
                        .status())
                .isEqualTo(422);
    }

    private void remind(LocalDate day, int hour) {
        var now = day.atTime(hour, 5).atZone(MOSCOW).toInstant();
        transaction(new Reminders(
                dues,
                hours,
                calendar,
                people,
                substitutions,
                outbox,
                organizations,
                properties,
                pulse,
                Clock.fixed(now, ZoneOffset.UTC)));
    }

    private void transaction(Reminders reminders) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> reminders.remind());
    }

    private LocalDate workingDayAfter(LocalDate day) {
        var working = day;
        while (!calendar.current().isWorking(working)) {
            working = working.plusDays(1);
        }
        return working;
    }

    /** Texts of the letters that name the appeal; waits until what was queued has left. */
    private List<String> lettersAbout(String mailbox, String number) {
        await().atMost(LIMIT)
                .until(() -> jdbc.sql(
                                        "select count(*) from delivery where state in ('WAITING', 'SENDING') and recipient like :r")
                                .param("r", mailbox + "@%")
                                .query(Long.class)
                                .single()
                        == 0);
        return mail().letters(mailbox + "@example.org").stream()
                .map(Received::text)
                .filter(text -> text.contains("№ " + number + " "))
                .toList();
    }

    private void address(String person, @Nullable String email) {
        jdbc.sql("update person set email = :email where username = :person")
                .param("email", email)
                .param("person", person)
                .update();
    }

    @Test
    void instantsAreReadInTheOrganisationsZone() {
        assertThat(hours.isOpen(Instant.parse("2026-11-23T05:00:00Z"))).isTrue(); // 8:00 in Moscow
    }
}
