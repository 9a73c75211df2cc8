package ru.priyomnaya.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.access.ApiTokens;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.worktime.OfficeHours;
import ru.priyomnaya.worktime.WorkCalendar;

/** Who is told what, on the screen and by letter. */
class NotificationTests extends GatewayTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

    @Autowired
    private NotificationStore store;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private OfficeHours hours;

    @Autowired
    private WorkCalendar calendar;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Organizations organizations;

    @Autowired
    private ChannelPulse pulse;

    @Autowired
    private PlatformTransactionManager transactions;

    private Office office;
    private String address = "";

    @BeforeEach
    void anAddressOfItsOwn() {
        office = new Office(api());
        address = "digest" + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
        jdbc.sql("update notification set told_at = now() where told_at is null")
                .update();
    }

    @AfterEach
    void asTheDemoHasIt() {
        jdbc.sql("update person set email = username || '@demo.local' where username in ('executor', 'signer')")
                .update();
        jdbc.sql("delete from notification_choice").update();
    }

    private List<String> news(String person, Office.Case about) {
        return api().get(person, "/api/v1/notifications?unread=true")
                .is(200)
                .json()
                .valueStream()
                .filter(one -> one.path("number").asString().equals(about.number()))
                .map(one -> one.path("kind").asString())
                .toList();
    }

    @Test
    void whoeverHasToActIsToldAndNobodyOfTheirOwnDeeds() {
        var one = office.appeal("Кому сообщат");
        assertThat(news("executor", one)).containsExactly("ASSIGNED");
        assertThat(news("registrar", one)).isEmpty();

        var answer = office.draft(one, "Ответ.");
        api().post("executor", answer + "/submit", Map.of()).is(200);
        assertThat(news("signer", one)).containsExactly("ASKED");
        assertThat(news("executor", one)).containsExactly("ASSIGNED");

        api().post("signer", answer + "/return", Map.of("comment", "Короче")).is(200);
        assertThat(news("executor", one)).containsExactly("RETURNED", "ASSIGNED");

        api().get("executor", one.path()).is(200);
        assertThat(news("executor", one)).as("the card was opened").isEmpty();
    }

    @Test
    void inARoundOneByOneEachIsAskedInTurnAndAtOnceEachOnce() {
        var inTurn = office.appeal("По очереди");
        var answer = office.draft(inTurn, "Ответ.");
        submit(answer, false);
        assertThat(news("registrar", inTurn)).containsExactly("ASKED");
        assertThat(news("director", inTurn)).isEmpty();
        api().post("registrar", answer + "/approve", Map.of()).is(200);
        assertThat(news("director", inTurn)).containsExactly("ASKED");

        var atOnce = office.appeal("Разом");
        var other = office.draft(atOnce, "Ответ.");
        submit(other, true);
        api().post("registrar", other + "/approve", Map.of()).is(200);
        assertThat(news("director", atOnce)).containsExactly("ASKED");
        assertThat(news("signer", atOnce)).isEmpty();
        api().post("director", other + "/approve", Map.of()).is(200);
        assertThat(news("signer", atOnce)).containsExactly("ASKED");
    }

    private void submit(String answer, boolean inParallel) {
        api().post(
                        "executor",
                        answer + "/submit",
                        Map.of(
                                "approvers",
                                List.of(person("registrar"), person("director")),
                                "inParallel",
                                inParallel,
                                "signer",
                                person("signer")))
                .is(200);
    }

    private String person(String username) {
        return jdbc.sql("select cast(id as text) from person where username = :username")
                .param("username", username)
                .query(String.class)
                .single();
    }

    @Test
    void aSubstituteIsToldInstead() {
        jdbc.sql("""
                        insert into substitution (id, person_id, substitute_id, from_day, until_day)
                        select gen_random_uuid(), a.id, b.id, current_date - 1, current_date + 1 from person a, person b
                        where a.username = 'executor' and b.username = 'executor2'
                        """).update();
        try {
            var one = office.appeal("Пока другого нет");
            var answer = office.draft(one, "Ответ.");
            api().post("executor", answer + "/submit", Map.of()).is(200);
            api().post("signer", answer + "/return", Map.of("comment", "Короче"))
                    .is(200);

            assertThat(news("executor2", one)).contains("RETURNED");
            assertThat(news("executor", one)).doesNotContain("RETURNED");
        } finally {
            jdbc.sql("delete from substitution").update();
        }
    }

    @Test
    void whatSomebodyDoesNotWantIsNotToldAndADigestComesOnceADayInOfficeHours() throws Exception {
        jdbc.sql("update person set email = :email where username = 'executor'")
                .param("email", address)
                .update();
        store.choose(
                UUID.fromString(person("executor")), new NotificationChoice(NotificationKind.ASSIGNED, false, true));
        store.choose(
                UUID.fromString(person("executor")), new NotificationChoice(NotificationKind.RETURNED, false, false));
        var one = office.appeal("Только письмом");
        assertThat(news("executor", one)).isEmpty();
        var answer = office.draft(one, "Ответ.");
        api().post("executor", answer + "/submit", Map.of()).is(200);
        api().post("signer", answer + "/return", Map.of("comment", "Короче")).is(200);

        var day = workingDay();
        assertThat(digest(day.atTime(6, 0).atZone(MOSCOW).toInstant()).write()).isZero();
        var both = List.of(
                CompletableFuture.supplyAsync(() -> digest(at(day)).write()),
                CompletableFuture.supplyAsync(() -> digest(at(day)).write()));
        for (var gateway : both) {
            gateway.get();
        }
        digest(at(day)).write();

        var letters = jdbc.sql("select text from delivery where recipient = :address")
                .param("address", address)
                .query(String.class)
                .list();
        assertThat(letters)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("№ " + one.number() + " — вам назначено обращение")
                        .doesNotContain("доработку")
                        .doesNotContain("Петрова"));
    }

    private static Instant at(LocalDate day) {
        return day.atTime(10, 0).atZone(MOSCOW).toInstant();
    }

    private LocalDate workingDay() {
        var day = LocalDate.now(MOSCOW).plusDays(1);
        while (!calendar.current().isWorking(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private NotificationDigest digest(Instant now) {
        return new NotificationDigest(
                store, tokens, hours, outbox, organizations, pulse, transactions, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void oneSeesOnlyOnesOwnNews() {
        var one = office.appeal("Чужое");

        assertThat(news("executor2", one)).isEmpty();
        assertThat(new Api(port).get("", "/api/v1/notifications").status()).isEqualTo(401);
    }

    @Test
    void whoseTokenSoonEndsIsToldOnce() {
        jdbc.sql("""
                        insert into api_token (id, person_id, name, token_hash, created_at, expires_at)
                        select gen_random_uuid(), id, 'скоро', cast(gen_random_uuid() as text), now(), now() + interval '13 days'
                        from person where username = 'registrar'
                        """).update();
        var night = workingDay().atTime(3, 0).atZone(MOSCOW).toInstant();
        digest(night).write();
        digest(night).write();

        var mine = api().get("registrar", "/api/v1/notifications?unread=true")
                .is(200)
                .json();
        assertThat(mine.valueStream().filter(one -> one.path("kind").asString().equals("TOKEN_ENDS")))
                .hasSize(1);
        jdbc.sql("delete from api_token where name = 'скоро'").update();
    }
}
