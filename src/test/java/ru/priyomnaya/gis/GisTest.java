package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import ru.priyomnaya.GatewayTest;
import tools.jackson.databind.JsonNode;

/** The steps that stories about the channel share. */
abstract class GisTest extends GatewayTest {
    static final Duration LIMIT = Duration.ofMinutes(2);
    static final String TREE = "ООО «Ёлки»: ток <5 А, напряжение >250 В";

    Stand stand;

    @BeforeEach
    final void meet() {
        stand = new Stand(port);
    }

    @AfterEach
    final void heal() {
        stand.heal();
    }

    final void send(String id, String answer) {
        api().post("executor", "/api/v1/appeals/%s/answers/%s/send".formatted(id, answer), Map.of())
                .is(200);
    }

    final void assertSentOnce(String guid, String id) {
        await().atMost(LIMIT).until(() -> "SENT".equals(card(id).path("status").asString()));
        assertThat(stand.holding(guid).path("answers")).hasSize(1);
    }

    /** Approved and signed; everything before has settled, so that the next import carries this answer alone. */
    final String signedAnswer(String id) {
        var answer = approvedAnswer(id);
        api().post("signer", "/api/v1/appeals/%s/answers/%s/sign".formatted(id, answer), Map.of())
                .is(200);
        return answer;
    }

    final String approvedAnswer(String id) {
        await().atMost(LIMIT).until(() -> nothingIsOpen(id));
        var base = "/api/v1/appeals/" + id + "/answers";
        var answer = api().post("registrar", base, Map.of("text", "Уважаемая Анна! «" + TREE + "» — устранено."))
                .is(201)
                .json()
                .path("answerId")
                .asString();
        api().post("registrar", base + "/" + answer + "/submit", Map.of()).is(200);
        api().post("signer", base + "/" + answer + "/approve", Map.of()).is(200);
        return answer;
    }

    final boolean nothingIsOpen(String appeal) {
        return jdbc.sql("select count(*) = 0 from gis_action where appeal_id = :id and state in ('WAITING', 'SENDING')")
                .param("id", UUID.fromString(appeal))
                .query(Boolean.class)
                .single();
    }

    final String registered(String guid) {
        await().atMost(LIMIT).until(() -> appeals(guid) == 1);
        var id = jdbc.sql("select id from appeal where channel = 'GIS' and external_id = :guid")
                .param("guid", guid)
                .query(UUID.class)
                .single()
                .toString();
        if (card(id).path("executor").isNull()) {
            api().post("registrar", "/api/v1/appeals/" + id + "/assign", Map.of("executor", "executor"))
                    .is(200);
        }
        return id;
    }

    final int appeals(String guid) {
        return jdbc.sql("select count(*) from appeal where channel = 'GIS' and external_id = :guid")
                .param("guid", guid)
                .query(Integer.class)
                .single();
    }

    final JsonNode card(String id) {
        return api().get("registrar", "/api/v1/appeals/" + id).is(200).json();
    }

    static Map<String, Object> attachment(String guid, String name, String hash) {
        return Map.of(
                "Name",
                name,
                "Description",
                "Файл",
                "Attachment",
                Map.of("AttachmentGUID", guid),
                "AttachmentHASH",
                hash);
    }
}
