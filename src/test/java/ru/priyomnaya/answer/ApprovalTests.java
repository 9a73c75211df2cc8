package ru.priyomnaya.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;

/** Rounds of approval and the right to sign. */
class ApprovalTests extends GatewayTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 12);

    /** The others find the signer as the demo has made them, in whatever order they run. */
    @AfterEach
    void theSignerIsAsTheDemoMadeThem() {
        var signer = person("signer");
        var mine = rights().stream().filter(right -> right.contains(signer)).toList();
        mine.forEach(right -> end(id(right)));
        give(signer, Map.of("attorney", "№ 17 от 12.01.2026"));
    }

    @Test
    void thoseWhoAreAskedInOrderSayYesInOrder() {
        var office = new Office(api());
        var answer = office.draft(office.appeal("Прошу согласовать по порядку."), "Первый текст ответа.");
        api().post(
                        "executor",
                        answer + "/submit",
                        Map.of(
                                "approvers",
                                List.of(person("executor2"), person("registrar")),
                                "signer",
                                person("director")))
                .is(200);

        assertThat(api().post("registrar", answer + "/approve", Map.of())
                        .is(409)
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("Сначала согласует: Кузнецов И. А.");
        api().post("director", answer + "/approve", Map.of()).is(409);
        api().post("executor2", answer + "/approve", Map.of()).is(200);
        api().post("registrar", answer + "/approve", Map.of()).is(200);
        assertThat(api().post("signer", answer + "/approve", Map.of())
                        .is(409)
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("Сначала согласует: Орлова Е. В.");
        assertThat(api().post("director", answer + "/approve", Map.of())
                        .is(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("APPROVED");
    }

    @Test
    void thoseWhoAreAskedAtOnceSayYesInAnyOrderAndAReturnBeginsANewRound() {
        var office = new Office(api());
        var one = office.appeal("Прошу согласовать одновременно.");
        var answer = office.draft(one, "Свет дадут завтра.");
        var route = Map.of("approvers", List.of(person("executor2"), person("registrar")), "inParallel", true);
        api().post("executor", answer + "/submit", route).is(200);

        api().post("registrar", answer + "/approve", Map.of()).is(200);
        api().post("executor2", answer + "/return", Map.of("comment", "")).is(422);
        api().post("executor2", answer + "/return", Map.of("comment", "Назовите время"))
                .is(200);
        assertThat(office.answer(one).path("returnComment").asString()).isEqualTo("Назовите время");

        api().put("executor", answer, Map.of("text", "Свет дадут завтра в 12:00."))
                .is(200);
        api().post("executor", answer + "/submit", route).is(200);
        api().post("signer", answer + "/approve", Map.of()).is(409);
        api().post("executor2", answer + "/approve", Map.of()).is(200);
        api().post("registrar", answer + "/approve", Map.of()).is(200);
        api().post("signer", answer + "/approve", Map.of()).is(200);
        assertThat(jdbc.sql("select round, decision from answer_visa where answer_id = :id order by round, position")
                        .param("id", java.util.UUID.fromString(answer.substring(answer.lastIndexOf('/') + 1)))
                        .query((row, n) -> row.getInt(1) + " " + row.getString(2))
                        .list())
                .containsExactly("1 RETURNED", "1 APPROVED", "2 APPROVED", "2 APPROVED", "2 APPROVED");
    }

    @Test
    void aRightThatHasEndedSignsNothing() {
        var office = new Office(api());
        var answer = office.draft(office.appeal("Прошу подписать вовремя."), "Ответ.");
        api().post("executor", answer + "/submit", Map.of()).is(200);
        var signer = person("signer");
        rights().stream().filter(right -> right.contains(signer)).forEach(right -> end(id(right)));

        var refused =
                api().post("signer", answer + "/approve", Map.of()).is(403).json();
        assertThat(refused.path("detail").asString()).contains("Нет действующего права подписи");

        give(
                signer,
                Map.of("until", LocalDate.now(Clock.systemUTC()).minusDays(3).toString()));
        api().post("signer", answer + "/approve", Map.of()).is(403);
        give(signer, Map.of("channels", List.of("GIS")));
        api().post("signer", answer + "/approve", Map.of()).is(403);
        give(signer, Map.of("kinds", List.of("CLAIM")));
        api().post("signer", answer + "/approve", Map.of()).is(403);
        give(signer, Map.of("channels", List.of("WEBSITE"), "attorney", "№ 99 от 01.02.2026"));
        api().post("signer", answer + "/approve", Map.of()).is(200);
    }

    @Test
    void nobodySignsTheirOwnAnswer() {
        var office = new Office(api());
        var one = office.appeal("Прошу не подписывать самому себе.");
        var answer = one.path() + "/answers/"
                + api().post("director", one.path() + "/answers", Map.of("text", "Пишу и подписываю сама."))
                        .is(201)
                        .json()
                        .path("answerId")
                        .asString();
        api().post("director", answer + "/submit", Map.of()).is(200);

        assertThat(api().post("director", answer + "/approve", Map.of())
                        .is(403)
                        .json()
                        .path("detail")
                        .asString())
                .contains("Свой ответ подписывает другой");
        api().post("signer", answer + "/approve", Map.of()).is(200);
    }

    @Test
    void aSignerWithoutTheRightCannotBeNamed() {
        var office = new Office(api());
        var answer = office.draft(office.appeal("Прошу назвать подписывающего."), "Ответ.");

        api().post("executor", answer + "/submit", Map.of("signer", person("registrar")))
                .is(422);
        api().post(
                        "executor",
                        answer + "/submit",
                        Map.of("approvers", List.of(person("registrar"), person("registrar"))))
                .is(422);
        api().post("executor", answer + "/submit", Map.of()).is(200);
        api().post("executor", answer + "/recall", Map.of()).is(200);
        assertThat(api().put("executor", answer, Map.of("text", "Снова черновик."))
                        .is(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("DRAFT");
    }

    private String person(String username) {
        return jdbc.sql("select id::text from person where username = :name")
                .param("name", username)
                .query(String.class)
                .single();
    }

    private List<String> rights() {
        return api().get("director", "/api/v1/signing-rights")
                .is(200)
                .json()
                .valueStream()
                .map(Object::toString)
                .toList();
    }

    private static String id(String right) {
        var at = right.indexOf("\"id\":\"") + 6;
        return right.substring(at, at + 36);
    }

    private void end(String right) {
        api().post("director", "/api/v1/signing-rights/" + right + "/end", Map.of())
                .is(204);
    }

    private void give(String person, Map<String, Object> more) {
        var right = new java.util.HashMap<String, Object>(more);
        right.put("person", person);
        right.put("from", FIRST.toString());
        api().post("director", "/api/v1/signing-rights", right).is(201);
    }
}
