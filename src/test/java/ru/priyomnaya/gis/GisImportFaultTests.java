package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way out: ГИС ЖКХ holds each answer once. */
class GisImportFaultTests extends GisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXP001000",
                "EXP001000_RESULT",
                "HTML_502",
                "HTML_200",
                "RESET",
                "LOST_ACK",
                "STUCK",
                "EMPTY_RESULT",
                "MISSING_ROW",
                "STUCK_IN_PROCESSING",
                "INT002012_RESULT",
                "SLOW",
                "DRIP",
                "EXP002002",
                "HTTP_400",
                "BROKEN_FAULT",
                "SILENCE"
            })
    void whateverAnImportMeetsTheAnswerIsThereOnce(String fault) {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail(fault, "importAnswer", 1);

        send(id, answer);

        assertSentOnce(guid, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FileVirusNotCheckedException", "HashConflictException", "INT002029", "FILE_RESET"})
    void aFileThatIsNotTakenAtOnceIsTakenLater(String fault) {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail(fault, "upload", 1);

        send(id, answer);

        assertSentOnce(guid, id);
    }

    @Test
    void aRefusedAnswerIsShownInTheWordsOfTheSystemAndCanBeSentAgain() {
        var guid = stand.appeal();
        var id = registered(guid);
        var answer = signedAnswer(id);
        stand.fail("REFUSE_ACTION", "importAnswer", guid);

        send(id, answer);
        await().atMost(LIMIT)
                .until(() -> card(id).path("deliveries")
                        .path(0)
                        .path("state")
                        .asString()
                        .equals("REFUSED"));
        assertThat(card(id).path("deliveries").path(0).path("error").asString())
                .isEqualTo("SRV008004: Действие запрещено контролем системы");
        send(id, answer);

        assertSentOnce(guid, id);
    }
}
