package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stand of ГИС ЖКХ as its control API shows it. */
public final class Stand {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String control;

    public Stand(int port) {
        control = "http://127.0.0.1:" + port + "/stand/control";
    }

    /** An appeal of a person without a patronymic; more elements in pairs. Returns its GUID. */
    public String appeal(Object... more) {
        var guid = UUID.randomUUID().toString();
        var appeal = new LinkedHashMap<String, Object>();
        appeal.put("AppealGUID", guid);
        appeal.put("ApplicantInfo", Map.of("Person", Map.of("Surname", "Ёлкина", "FirstName", "Анна")));
        appeal.put("AppealText", "Когда включат свет?");
        for (int i = 0; i < more.length; i += 2) {
            appeal.put((String) more[i], more[i + 1]);
        }
        send("POST", "/appeals", JSON.writeValueAsBytes(appeal));
        return guid;
    }

    public JsonNode holding(String guid) {
        return JSON.readTree(send("GET", "/appeals/" + guid, null));
    }

    public void change(String guid, Map<String, String> values) {
        send("POST", "/appeals/" + guid, JSON.writeValueAsBytes(values));
    }

    public void fail(String name, String operation, int times) {
        fail(name, operation, times, 5);
    }

    /** @param seconds for failures that last */
    public void fail(String name, String operation, int times, int seconds) {
        send(
                "POST",
                "/faults",
                JSON.writeValueAsBytes(
                        Map.of("name", name, "operation", operation, "times", times, "seconds", seconds)));
    }

    public void fail(String name, String operation, String appeal) {
        send("POST", "/faults", JSON.writeValueAsBytes(Map.of("name", name, "operation", operation, "appeal", appeal)));
    }

    public void heal() {
        send("DELETE", "/faults", null);
    }

    /** @return AttachmentGUID and AttachmentHASH */
    public JsonNode file(String name, byte[] bytes) {
        return JSON.readTree(send("POST", "/files?name=" + name, bytes));
    }

    private byte[] send(String method, String path, byte @Nullable [] body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(control + path))
                    .header("Content-Type", path.startsWith("/files") ? "application/octet-stream" : "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isBetween(200, 299);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
