package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's API as an outsider calls it. */
public final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final int port;

    public Api(int port) {
        this.port = port;
    }

    public record Reply(int status, byte[] bytes, HttpResponse<byte[]> raw) {
        public JsonNode json() {
            return JSON.readTree(bytes);
        }

        public Reply is(int expected) {
            assertThat(status).as(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(expected);
            return this;
        }
    }

    public record File(String field, String name, byte[] bytes) {}

    public Reply get(String person, String path) {
        return send(request(person, path).GET());
    }

    public Reply post(String person, String path, Object body, String... headers) {
        var request = request(person, path).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.POST(json(body)));
    }

    public Reply put(String person, String path, Object body) {
        return send(
                request(person, path).header("Content-Type", "application/json").PUT(json(body)));
    }

    public Reply delete(String person, String path) {
        return send(request(person, path).DELETE());
    }

    /** As a program that has a token. */
    public Reply bearer(String token, String method, String path, @Nullable Object body, String... headers) {
        var request =
                request("", path).header("Authorization", "Bearer " + token).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.method(method, body == null ? BodyPublishers.noBody() : json(body)));
    }

    public Reply upload(String person, String method, String path, Map<String, String> fields, File... files) {
        try {
            var boundary = "----priyomnaya-test";
            var body = new ByteArrayOutputStream();
            for (var field : fields.entrySet()) {
                body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                                + "\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + field.getValue() + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            for (var file : files) {
                body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file.field()
                                + "\"; filename=\"" + file.name()
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
                body.write(file.bytes());
                body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            body.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            return send(request(person, path)
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .method(method, BodyPublishers.ofByteArray(body.toByteArray())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @param person of the demo, or an empty string for nobody */
    private HttpRequest.Builder request(String person, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        if (!person.isEmpty()) {
            var login = (person + ":demo").getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        return request;
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(
                body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body));
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
