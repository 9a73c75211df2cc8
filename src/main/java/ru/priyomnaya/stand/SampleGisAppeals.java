package ru.priyomnaya.stand;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Appeals that wait in the stand of ГИС ЖКХ: a person, a flat with a file, a company, neighbours together, a follow-up. */
@Component
@ConditionalOnProperty("priyomnaya.stand.enabled")
class SampleGisAppeals {
    static final List<String> GUIDS = List.of(
            "91500000-0000-4000-8000-000000000001",
            "91500000-0000-4000-8000-000000000002",
            "91500000-0000-4000-8000-000000000003",
            "91500000-0000-4000-8000-000000000004",
            "91500000-0000-4000-8000-000000000005");

    private final JsonMapper json;
    private final HttpClient client = HttpClient.newHttpClient();

    SampleGisAppeals(JsonMapper json) {
        this.json = json;
    }

    private record Stored(String guid, String hash) {}

    void send(int webPort) throws IOException, InterruptedException {
        var control = "http://127.0.0.1:" + webPort + "/stand/control";
        var photo = put(control, "Показания счётчика.txt", "Счётчик № 01234, показания на 1 ноября: 10452\n");
        for (var appeal : appeals(photo)) {
            client.send(
                    HttpRequest.newBuilder(URI.create(control + "/appeals"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(appeal)))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private Stored put(String control, String name, String text) throws IOException, InterruptedException {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(control + "/files?name=" + encoded))
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return json.readValue(answer.body(), Stored.class);
    }

    private static List<Map<String, Object>> appeals(Stored file) {
        return List.of(
                Map.of(
                        "AppealGUID",
                        GUIDS.get(0),
                        "ApplicantInfo",
                        Map.of(
                                "Person", person("Баранова", "Нина", "Олеговна"),
                                "PostAddress", "г. Приозёрск, ул. Мира, д. 5",
                                "ApartmentNumber", "12",
                                "Email", "baranova@lk.example.ru",
                                "AppealEmail", "nina@example.ru",
                                "PhoneNumber", "+7 900 000-00-12"),
                        "AppealTopic",
                        topic("2.2", "220a0000-0000-4000-8000-000000000022"),
                        "PremiseNumber",
                        "12",
                        "AppealText",
                        "<p>Вечером напряжение >250 В, ток при этом <5 А.</p><p>Сгорел телевизор. Кто возместит?</p>",
                        "FromMobile",
                        "true"),
                Map.of(
                        "AppealGUID", GUIDS.get(1),
                        "ApplicantInfo",
                                Map.of(
                                        "Person", Map.of("Surname", "Юсупов", "FirstName", "Тимур"),
                                        "PostAddress", "г. Приозёрск, ул. Лесная, д. 7",
                                        "ApartmentNumber", "3",
                                        "AppealEmail", "timur@example.ru"),
                        "AppealTopic", topic("1.1", "220a0000-0000-4000-8000-000000000011"),
                        "AppealText", "Показания за октябрь переданы, а начислено по среднему. Прошу пересчитать.",
                        "Attachment",
                                Map.of(
                                        "Name",
                                        "Показания счётчика.txt",
                                        "Description",
                                        "Показания",
                                        "Attachment",
                                        Map.of("AttachmentGUID", file.guid()),
                                        "AttachmentHASH",
                                        file.hash())),
                Map.of(
                        "AppealGUID",
                        GUIDS.get(2),
                        "ApplicantInfo",
                        Map.of(
                                "Org",
                                Map.of("orgRootEntityGUID", "0c3e7a10-0000-4000-8000-000000000003"),
                                "AppealEmail",
                                "tsg@example.ru"),
                        "AnotherTopic",
                        "Освещение двора",
                        "AppealText",
                        "Просим сообщить, кто обслуживает светильники во дворе дома 3 по Садовой улице."),
                Map.of(
                        "AppealGUID", GUIDS.get(3),
                        "ApplicantInfo",
                                Map.of(
                                        "Person", person("Громова", "Алла", "Юрьевна"),
                                        "PostAddress", "г. Приозёрск, ул. Садовая, д. 3",
                                        "ApartmentNumber", "41"),
                        "AppealTopic", topic("2.1", "220a0000-0000-4000-8000-000000000021"),
                        "AppealText", "Третий день подряд свет отключают с 18 до 20 часов во всём подъезде.",
                        "Collective", "true",
                        "NeighbourInfo",
                                List.of(
                                        Map.of("Person", person("Зимин", "Глеб", "Ильич"), "ApartmentNumber", "42"),
                                        Map.of(
                                                "Person",
                                                person("Котова", "Ирина", "Павловна"),
                                                "ApartmentNumber",
                                                "43"))),
                Map.of(
                        "AppealGUID", GUIDS.get(4),
                        "ParentAppealGUID", GUIDS.get(3),
                        "ApplicantInfo",
                                Map.of(
                                        "Person", person("Громова", "Алла", "Юрьевна"),
                                        "PostAddress", "г. Приозёрск, ул. Садовая, д. 3",
                                        "ApartmentNumber", "41"),
                        "AppealTopic", topic("2.1", "220a0000-0000-4000-8000-000000000021"),
                        "AppealText", "В дополнение: вчера света не было до полуночи."));
    }

    private static Map<String, String> person(String surname, String firstName, String patronymic) {
        return Map.of("Surname", surname, "FirstName", firstName, "Patronymic", patronymic);
    }

    private static Map<String, String> topic(String code, String guid) {
        return Map.of("Code", code, "GUID", guid);
    }
}
