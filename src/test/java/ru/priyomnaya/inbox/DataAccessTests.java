package ru.priyomnaya.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;

/** Departments are kept apart, and some roles see applicants masked: in lists, in the search, on the card, in files, by API. */
@TestPropertySource(properties = {"priyomnaya.access.own-department=true", "priyomnaya.access.masked-roles=IT,AUDITOR"})
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataAccessTests extends GatewayTest {
    private static final String WORD = "Загогулькина";

    @BeforeAll
    void people() {
        var other = UUID.randomUUID();
        jdbc.sql(
                        "insert into department (id, organization_id, name) select :id, organization_id, 'Другой отдел' from person limit 1")
                .param("id", other)
                .update();
        jdbc.sql("update person set department_id = :id where username = 'executor2'")
                .param("id", other)
                .update();
        jdbc.sql("""
                        insert into person (id, version, organization_id, username, password_hash, last_name, enabled)
                        select gen_random_uuid(), 0, organization_id, 'auditor', password_hash, 'Ревизоров', true from person where username = 'executor'
                        on conflict do nothing
                        """).update();
        jdbc.sql(
                        "insert into person_role (person_id, role) select id, 'AUDITOR' from person where username = 'auditor' on conflict do nothing")
                .update();
    }

    @AfterAll
    void back() {
        jdbc.sql(
                        "update person set department_id = (select department_id from person where username = 'executor') where username = 'executor2'")
                .update();
    }

    @Test
    void anotherDepartmentSeesNothingUntilItIsAsked() {
        var one = new Office(api())
                .appeal("Не горит свет " + UUID.randomUUID(), "lastName", WORD, "phone", "+7 900 123-45-67");
        var list = "/api/v1/appeals?size=200";
        assertThat(new String(api().get("executor", list).is(200).bytes(), StandardCharsets.UTF_8))
                .contains(one.id());

        assertThat(new String(api().get("executor2", list).is(200).bytes(), StandardCharsets.UTF_8))
                .doesNotContain(one.id());
        for (var path : new String[] {one.path(), one.path() + "/original"}) {
            assertThat(api().get("executor2", path).status()).as(path).isEqualTo(403);
        }
        api().get("director", one.path()).is(200);

        api().post("registrar", one.path() + "/assign", Map.of("executor", "executor", "coExecutors", new String[] {
                    "executor2"
                }))
                .is(200);

        api().get("executor2", one.path()).is(200);
    }

    @Test
    void alikeAndLinkedAppealsOfAnotherDepartmentDoNotShowOnTheCard() {
        var office = new Office(api());
        var text = "Не горит свет в подъезде третьего дома " + UUID.randomUUID();
        var theirs = office.appeal(text, "lastName", WORD);
        var own = office.appeal(text, "lastName", WORD);
        api().post("registrar", own.path() + "/link", Map.of("to", theirs.number(), "relation", "REPEAT"))
                .is(200);
        api().post("registrar", own.path() + "/assign", Map.of("executor", "executor2"))
                .is(200);

        assertThat(card("registrar", own)).contains(theirs.number());
        assertThat(card("executor2", own)).doesNotContain(theirs.number());
    }

    private String card(String person, Office.Case one) {
        var card = api().get(person, one.path()).is(200).json();
        return card.path("links").toString() + card.path("others");
    }

    @Test
    void whoSeesApplicantsMaskedGetsNoFilesEither() {
        var one = new Office(api())
                .appeal("Нет света " + UUID.randomUUID(), "lastName", WORD, "phone", "+7 900 123-45-67");

        var card = api().get("auditor", one.path()).is(200).json().path("applicant");

        assertThat(card.path("lastName").asString()).isEqualTo("З•••");
        assertThat(card.path("email").asString()).isEqualTo("a•••@•••");
        assertThat(card.path("phone").asString()).isEqualTo("•••67");
        assertThat(card.path("postalAddress").asString()).isEqualTo("•••");
        assertThat(api().get("auditor", one.path() + "/original").status()).isEqualTo(403);
        var list = new String(
                api().get("auditor", "/api/v1/appeals?size=200").is(200).bytes(), StandardCharsets.UTF_8);
        assertThat(list).doesNotContain(WORD).contains("З•••");
        var deliveries =
                new String(api().get("it", "/api/v1/deliveries").is(200).bytes(), StandardCharsets.UTF_8);
        assertThat(deliveries).doesNotContain(one.email());
        assertThat(new Api(port)
                        .get("registrar", one.path())
                        .json()
                        .path("applicant")
                        .path("lastName")
                        .asString())
                .isEqualTo(WORD);
    }
}
