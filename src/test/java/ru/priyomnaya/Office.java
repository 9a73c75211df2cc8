package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The everyday steps of an office by API: an appeal, an answer, its approval, paper and scanner. */
public final class Office {
    public static final Duration LIMIT = Duration.ofSeconds(40);

    private final Api api;

    public Office(Api api) {
        this.api = api;
    }

    /** @param id of the appeal */
    public record Case(String id, String number, String email) {
        public String path() {
            return "/api/v1/appeals/" + id;
        }
    }

    /** An appeal from the website, assigned to «executor». */
    public Case appeal(String text, String... more) {
        var email = "a" + UUID.randomUUID().toString().substring(0, 8) + "@example.ru";
        var fields = new HashMap<>(Map.of(
                "lastName", "Петрова",
                "firstName", "Мария",
                "middleName", "Ивановна",
                "email", email,
                "postalAddress", "г. Приозёрск, ул. Садовая, д. 5",
                "text", text,
                "consent", "true"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        var taken = api.post("", "/api/v1/website/appeals", fields).is(201).json();
        var one = new Case(taken.path("id").asString(), taken.path("number").asString(), email);
        api.post("registrar", one.path() + "/assign", Map.of("executor", "executor"))
                .is(200);
        return one;
    }

    /** Makes «executor» the first who is proposed for it: whoever answers such appeals is, however many others the tests have made. */
    public void isFamiliarToTheExecutor(JdbcClient jdbc, Case one) {
        jdbc.sql("""
                        update appeal set topic_id = (select t.id from topic t order by
                          (select count(*) from appeal a where a.topic_id = t.id), t.id limit 1) where id in (:both)
                        """)
                .param("both", List.of(UUID.fromString(appeal("О том же раньше").id()), UUID.fromString(one.id())))
                .update();
    }

    /** A draft by «executor»; gives back its path. */
    public String draft(Case one, String text) {
        return one.path() + "/answers/"
                + api.post("executor", one.path() + "/answers", Map.of("text", text))
                        .is(201)
                        .json()
                        .path("answerId")
                        .asString();
    }

    /** Approved by «signer»; gives back the path of the answer. */
    public String approved(Case one, String text) {
        var answer = draft(one, text);
        api.post("executor", answer + "/submit", Map.of()).is(200);
        api.post("signer", answer + "/approve", Map.of()).is(200);
        return answer;
    }

    public byte[] letter(String answer) {
        return api.get("executor", answer + "/letter.pdf").is(200).bytes();
    }

    /** Approved, signed by hand, scanned and attached; not sent yet. */
    public String signed(Case one, String text) {
        var answer = approved(one, text);
        api.upload(
                        "executor",
                        "PUT",
                        answer + "/scan",
                        Map.of(),
                        new Api.File("file", "s.pdf", Paperwork.signed(letter(answer))))
                .is(200);
        return answer;
    }

    /** Signed and sent; the other side has accepted it. */
    public String sent(Case one, String text) {
        var answer = signed(one, text);
        api.post("executor", answer + "/send", Map.of()).is(200);
        awaitStatus(one, "SENT");
        return answer;
    }

    public JsonNode card(Case one) {
        return api.get("director", one.path()).is(200).json();
    }

    public JsonNode answer(Case one) {
        return card(one).path("answers").path(0);
    }

    public JsonNode delivery(Case one, String kind) {
        for (var delivery : card(one).path("deliveries")) {
            if (delivery.path("kind").asString().equals(kind)) {
                return delivery;
            }
        }
        throw new AssertionError("no delivery " + kind);
    }

    public void awaitStatus(Case one, String status) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(card(one).path("status").asString()).isEqualTo(status));
    }

    /** Until every letter about these appeals has gone or been refused: later ones write into their journals. */
    public static void awaitNothingToSend(JdbcClient jdbc, List<String> appeals) {
        await().atMost(LIMIT)
                .until(() -> jdbc.sql(
                                        "select count(*) from delivery where appeal_id = any(cast(:ids as uuid[])) and state in ('WAITING', 'SENDING', 'UNDERWAY', 'BY_HAND')")
                                .param("ids", appeals.toArray(String[]::new))
                                .query(Integer.class)
                                .single()
                        == 0);
    }
}
