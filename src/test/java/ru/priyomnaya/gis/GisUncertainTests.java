package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** When nobody can say yet what ГИС ЖКХ did with a message: it is looked at, and nothing goes out a second time. */
class GisUncertainTests extends GisTest {
    @Autowired
    private GisChannel channel;

    @Autowired
    private GisPrune prune;

    @Test
    void aRefusalAfterAPostThatNobodyAnsweredIsNotBelieved() {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail("LOST_ACK", "importAnswer", 1);
        stand.fail("REFUSE_DUPLICATE", "importAnswer", 1);

        send(id, answer);

        assertSentOnce(guid, id);
        assertThat(actions(id)).isEqualTo("DONE");
    }

    @Test
    void aMessageThatIsCarriedOutLateIsNotSentAgain() {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail("LOST_ACK", "importAnswer", 1);
        stand.fail("LATE", "importAnswer", 1, 9);

        send(id, answer);

        assertSentOnce(guid, id);
        assertThat(jdbc.sql("select max(attempts) from gis_action where appeal_id = :id")
                        .param("id", UUID.fromString(id))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** A new key, a new right: what was refused is written anew, never repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"AUT011005", "AUT011009_RESULT"})
    void aStoppedAnswerGoesOutWhenAPersonResumes(String fault) {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail(fault, "importAnswer", 1);

        send(id, answer);
        await().atMost(LIMIT).until(() -> channel.stopped().isPresent());
        assertThat(health()).isEqualTo("DOWN");
        resume();

        assertSentOnce(guid, id);
        assertThat(channel.stopped()).isEmpty();
        assertThat(health()).isEqualTo("UP");
    }

    @Test
    void anAnswerThatArrivesAfterTheWithdrawalLeavesTheCaseWithdrawn() {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail("LATE", "importAnswer", 1, 4);
        send(id, answer);
        await().atMost(LIMIT).until(() -> actions(id).equals("SENDING"));

        stand.change(guid, Map.of("AppealWithdrawn", "Вопрос решён"));

        await().atMost(LIMIT)
                .until(() -> "WITHDRAWN".equals(card(id).path("status").asString()));
        await().atMost(LIMIT).until(() -> !actions(id).equals("SENDING"));
        assertThat(card(id).path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(card(id).path("deliveries").path(0).path("state").asString()).isIn("ACCEPTED", "REFUSED");
    }

    @Test
    void aFileThatIsStillBeingCheckedIsNotUploadedAgain() {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail("FileVirusNotCheckedException", "info", 3);

        send(id, answer);
        await().atMost(LIMIT).until(() -> uploaded(id) > 0);
        var first = upload(id);

        assertSentOnce(guid, id);
        assertThat(upload(id)).isEqualTo(first);
    }

    @Test
    void aCertificateThatTheFileStoreDoesNotKnowStopsTheChannelAndRefusesNoAnswer() {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail("CertificateValidationException", "upload", 1);

        send(id, answer);
        await().atMost(LIMIT).until(() -> channel.stopped().isPresent());
        assertThat(channel.stopped().orElseThrow().reason()).contains("отпечатку");
        resume();

        assertSentOnce(guid, id);
    }

    @Test
    void whatCannotBeReadIsInQuarantine() {
        var before = quarantined();
        stand.appeal("AppealGUID", "не-guid");

        await().atMost(LIMIT).until(() -> quarantined() == before + 1);
    }

    @Test
    void finishedReadingsAreForgottenAndMessagesWithActionsAreKept() {
        var guid = stand.appeal();
        registered(guid);
        await().atMost(LIMIT).until(() -> count("operation = 'IMPORT_ANSWER' and finished_at is not null") > 0);
        jdbc.sql("update gis_exchange set finished_at = finished_at - interval '4 days' where finished_at is not null")
                .update();
        var imports = count("operation = 'IMPORT_ANSWER'");
        var document = jdbc.sql("""
                        select result_sha256 from gis_exchange where operation = 'EXPORT_WINDOW' and result_sha256 is not null
                          and finished_at < now() - interval '3 days' limit 1
                        """).query(String.class).single();

        while (prune.prune() > 0) {}

        assertThat(count("operation <> 'IMPORT_ANSWER' and finished_at < now() - interval '3 days'"))
                .isZero();
        assertThat(count("operation = 'IMPORT_ANSWER'")).isGreaterThanOrEqualTo(imports);
        assertThat(jdbc.sql("select count(*) from document where sha256 = :sha256")
                        .param("sha256", document)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from gis_appeal where guid = :guid")
                        .param("guid", UUID.fromString(guid))
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    private String health() {
        return api().get("it", "/actuator/health")
                .json()
                .path("components")
                .path("gis")
                .path("status")
                .asString();
    }

    private void resume() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("it", "", "ROLE_IT"));
        try {
            channel.resume();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Where the answer's action stands. */
    private String actions(String appeal) {
        return jdbc.sql("select state from gis_action where appeal_id = :id and kind = 'SEND_ANSWER'")
                .param("id", UUID.fromString(appeal))
                .query(String.class)
                .optional()
                .orElse("");
    }

    private int uploaded(String appeal) {
        return jdbc.sql("""
                        select count(u.guid) from gis_upload u join gis_action a on a.id = u.action_id
                        where a.appeal_id = :id
                        """)
                .param("id", UUID.fromString(appeal))
                .query(Integer.class)
                .single();
    }

    private UUID upload(String appeal) {
        return jdbc.sql("""
                        select u.guid from gis_upload u join gis_action a on a.id = u.action_id
                        where a.appeal_id = :id and u.guid is not null order by u.position limit 1
                        """)
                .param("id", UUID.fromString(appeal))
                .query(UUID.class)
                .single();
    }

    private int count(String condition) {
        return jdbc.sql("select count(*) from gis_exchange where " + condition)
                .query(Integer.class)
                .single();
    }

    private int quarantined() {
        return jdbc.sql("select count(*) from intake where channel = 'GIS' and state = 'QUARANTINED'")
                .query(Integer.class)
                .single();
    }
}
