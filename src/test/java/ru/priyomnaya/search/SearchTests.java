package ru.priyomnaya.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;
import ru.priyomnaya.reader.Samples;
import tools.jackson.databind.JsonNode;

/** Finding appeals by API, over the real database. */
class SearchTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A word that no other test writes, in letters that a stemmer leaves alone. */
    private static String ownWord() {
        var letters = new StringBuilder();
        for (var digit :
                UUID.randomUUID().toString().replace("-", "").substring(0, 10).toCharArray()) {
            letters.append("бвгджзклмнпрстфх".charAt(Character.digit(digit, 16)));
        }
        return letters.toString();
    }

    private JsonNode found(String query, String... more) {
        return api().get(
                        "registrar",
                        "/api/v1/appeals?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + String.join("", more))
                .is(200)
                .json();
    }

    private void awaitFound(String query, Office.Case one, String... more) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(found(query, more).path("items"))
                        .as(query)
                        .extracting(item -> item.path("id").asString())
                        .containsExactly(one.id()));
    }

    @Test
    void aWordIsFoundInAnyFormWithYoAndWithout() {
        var own = ownWord();
        var one = new Office(api()).appeal(own + ": прошу проверить счётчики электроэнергии в подъезде");

        awaitFound(own + " счетчик", one);
        awaitFound(own + " СЧЁТЧИКОВ подъезды", one);
        assertThat(found(own + " -счётчик").path("items")).isEmpty();
        assertThat(found(own + " \"проверить счётчик\"").path("items")).hasSize(1);
        assertThat(found(own + " \"счётчик проверить\"").path("items")).isEmpty();
    }

    @Test
    void theBeginningOfAWordIsEnough() {
        var own = ownWord();
        var one = new Office(api()).appeal("Начало " + own + "ция");

        awaitFound(own.substring(0, 8), one);
    }

    @Test
    void aTypingMistakeIsCorrectedAndSaid() {
        var own = ownWord();
        var one = new Office(api()).appeal("Ошибка " + own + "фикация");
        awaitFound(own + "фикация", one);

        var page = found(own + "фикацыя");

        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("readAs").path(0).path("word").asString()).isEqualTo(own + "фикация");
        assertThat(found(own + "фикацыя", "&exact=true").path("items")).isEmpty();
    }

    @Test
    void aWordTypedInTheWrongLayoutIsUnderstood() {
        var own = ownWord();
        var one = new Office(api()).appeal("Раскладка " + own + " квитанция");
        awaitFound(own + " квитанция", one);

        var page = found(own + " rdbnfywbz");

        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("readAs").path(0).path("typed").asString()).isEqualTo("rdbnfywbz");
    }

    @Test
    void numbersAndContactsAreFoundWholeAndByTheirBeginning() {
        var account = "55" + (UUID.randomUUID().hashCode() & 0x7fffffff);
        var one = new Office(api())
                .appeal("Номера", "account", account, "phone", "+7 (921) 555-" + account.substring(2, 4) + "-01");

        awaitFound(account, one);
        awaitFound(one.number(), one);
        awaitFound(one.email(), one);
        awaitFound(account.substring(0, account.length() - 1), one);
        assertThat(found("8 921 555-" + account.substring(2, 4) + "-01").path("items"))
                .anySatisfy(item -> assertThat(item.path("id").asString()).isEqualTo(one.id()));
    }

    @Test
    void anAnswerIsFoundAndSaysSo() {
        var own = ownWord();
        var office = new Office(api());
        var one = office.appeal("Когда будет ответ?");
        office.draft(one, "Сообщаем: " + own + " восстановлен");

        awaitFound(own, one);
        var fragment = found(own).path("found").path(one.id());
        assertThat(fragment.path("place").asString()).isEqualTo("ANSWER");
        assertThat(fragment.path("pieces"))
                .anySatisfy(piece -> assertThat(piece.path("found").asBoolean()).isTrue());
    }

    @Test
    void aNameThatTheListShowsNeedsNoFragment() {
        var own = ownWord();
        var office = new Office(api());
        var named = office.appeal("Когда будет ответ?", "lastName", own);
        office.draft(named, "Здравствуйте, " + own + ", ответ готов");
        awaitFound(own, named);
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(found(own + " готов").path("items")).hasSize(1));

        assertThat(found(own).path("found")).isEmpty();
        assertThat(found(own + " готов")
                        .path("found")
                        .path(named.id())
                        .path("place")
                        .asString())
                .isEqualTo("ANSWER");
    }

    @Test
    void theTextOfAnAttachmentIsFoundWhenItHasBeenRead() {
        var own = ownWord();
        var taken = api().upload(
                        "registrar",
                        "POST",
                        "/api/v1/appeals",
                        Map.of(
                                "channel",
                                "POST",
                                "lastName",
                                "Файлов",
                                "text",
                                "Договор приложен",
                                "postalAddress",
                                "г. Приозёрск"),
                        new Api.File("files", "договор.pdf", Samples.pdf("Contract " + own)))
                .is(201)
                .json();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(found(own).path("items")).hasSize(1));
        var fragment = found(own).path("found").path(taken.path("id").asString());
        assertThat(fragment.path("place").asString()).isEqualTo("FILE");
        assertThat(fragment.path("file").asString()).isEqualTo("договор.pdf");
    }

    @Test
    void filtersNarrowASearch() {
        var own = ownWord();
        var one = new Office(api()).appeal("Фильтр " + own, "account", "777888");

        awaitFound(own, one, "&account=777888&applicant=Петрова+Мария&status=ASSIGNED&registeredFrom=2020-01-01");
        assertThat(found(own, "&account=1").path("items")).isEmpty();
        assertThat(found(own, "&overdue=true").path("items")).isEmpty();
        assertThat(found(own, "&files=true").path("items")).isEmpty();
        assertThat(found(own, "&registeredTo=2020-01-01").path("items")).isEmpty();
        assertThat(found("и для", "").path("items")).isEmpty();
    }

    @Test
    void aFilterThatCannotBeReadIsNamed() {
        var refused = api().get("registrar", "/api/v1/appeals?registeredFrom=2025-01-33&mark=good&overdue=true")
                .is(400)
                .json();

        assertThat(refused.path("code").asString()).isEqualTo("API-400");
        assertThat(refused.path("detail").asString())
                .contains("registeredFrom", "mark")
                .doesNotContain("overdue");
    }

    @Test
    void aPoisonedFileHoldsNothingUp() {
        var own = ownWord();
        var sha = "%064x".formatted(own.hashCode() & 0xffffffffL);
        jdbc.sql("insert into document (sha256, size, created_at) values (:sha, 100, now())")
                .param("sha", sha)
                .update();
        jdbc.sql("insert into document_text (sha256, state, attempts) values (:sha, 'WAITING', 3)")
                .param("sha", sha)
                .update();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(stateOf(sha)).isEqualTo("FAILED"));
        jdbc.sql("delete from document where sha256 = :sha") // its file is nowhere
                .param("sha", sha)
                .update();
    }

    @Test
    void anInfectedFileIsReadOnlyWhenTheScannerTakesItBack() {
        var own = ownWord();
        var taken = upload(own);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(stateOf(taken)).isEqualTo("READ"));
        jdbc.sql("insert into document_check (sha256, state, next_attempt_at) values (:sha, 'INFECTED', now())")
                .param("sha", taken)
                .update();
        jdbc.sql("update document_text set state = 'WAITING', next_attempt_at = null, text = null where sha256 = :sha")
                .param("sha", taken)
                .update();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(stateOf(taken)).isEqualTo("CLOSED"));

        jdbc.sql("update document_check set state = 'CLEAN' where sha256 = :sha")
                .param("sha", taken)
                .update();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(stateOf(taken)).isEqualTo("READ"));
    }

    private String upload(String own) {
        var taken = api().upload(
                        "registrar",
                        "POST",
                        "/api/v1/appeals",
                        Map.of(
                                "channel",
                                "POST",
                                "lastName",
                                "Файлов",
                                "text",
                                "Файл",
                                "postalAddress",
                                "г. Приозёрск"),
                        new Api.File("files", "договор.pdf", Samples.pdf("Contract " + own)))
                .is(201)
                .json();
        return jdbc.sql("select sha256 from attachment where appeal_id = :id")
                .param("id", UUID.fromString(taken.path("id").asString()))
                .query(String.class)
                .single();
    }

    private String stateOf(String sha256) {
        return jdbc.sql("select state from document_text where sha256 = :sha")
                .param("sha", sha256)
                .query(String.class)
                .single();
    }
}
