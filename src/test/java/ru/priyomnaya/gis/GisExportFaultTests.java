package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way in: each appeal is registered once. */
class GisExportFaultTests extends GisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXP001000", "EXP001000_RESULT", "HTML_502", "HTML_200", "RESET", "LOST_ACK", "STUCK",
                "STUCK_IN_PROCESSING", "EMPTY_RESULT", "HTTP_400", "BROKEN_FAULT", "INT002029", "EXP002002", "SLOW",
                "SILENCE", "DRIP", "UNKNOWN_ELEMENT", "WRONG_HASH"
            })
    void whateverAnExportMeetsTheAppealIsRegisteredOnce(String fault) {
        stand.fail(fault, "exportAppeal", 1);
        var guid = stand.appeal();

        registered(guid);

        assertThat(appeals(guid)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTML_502", "RESET", "INT002013", "EXP001000", "BROKEN_FAULT", "SILENCE"})
    void whateverAPollMeetsTheAppealIsRegisteredOnce(String fault) {
        stand.fail(fault, "getState", 2);
        var guid = stand.appeal();

        registered(guid);

        assertThat(appeals(guid)).isOne();
    }

    @Test
    void compressedAnswersAreRead() {
        stand.fail("GZIP", "answer", 6);

        registered(stand.appeal());
    }

    @Test
    void aFileThatIsMissingHoldsUpNothing() {
        var there = stand.file("there.txt", "Текст".getBytes(StandardCharsets.UTF_8));
        var guid = stand.appeal(
                "Attachment",
                List.of(
                        attachment(UUID.randomUUID().toString(), "нет.txt", "ab"),
                        attachment(there.path("guid").asString(), "есть.txt", "cd")));

        var id = registered(guid);

        await().atMost(LIMIT).until(() -> card(id).path("attachments").size() == 1);
        await().atMost(LIMIT)
                .until(
                        () -> jdbc.sql(
                                        "select string_agg(state || ':' || coalesce(error, ''), ' ' order by name) from gis_file where appeal_guid = :guid")
                                .param("guid", UUID.fromString(guid))
                                .query(String.class)
                                .single()
                                .equals(
                                        "STORED:Хэш файла не совпал с указанным в ГИС ЖКХ MISSING:FileNotFoundException: файл не найден"));
    }
}
