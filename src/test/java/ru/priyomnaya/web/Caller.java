package ru.priyomnaya.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import ru.priyomnaya.ScreenClient;
import ru.priyomnaya.web.Endpoints.Endpoint;

/** Somebody who calls every address: by session and token on the screens, by Basic in the API. */
final class Caller {
    private final HttpClient client;
    private final int port;
    private final String username;
    private final String csrf;

    private Caller(int port, String username, String csrf, CookieManager cookies) {
        this.port = port;
        this.username = username;
        this.csrf = csrf;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    static Caller signedIn(int port, String username) {
        var screens = ScreenClient.signedIn(port, username);
        return new Caller(port, username, screens.csrf(), screens.jar());
    }

    /** With a token of their own against forged requests: nothing else is missing. */
    static Caller stranger(int port) {
        var screens = new ScreenClient(port);
        screens.get("/sign-in");
        return new Caller(port, "", screens.csrf(), screens.jar());
    }

    /** What came of it: the status, and where it leads. */
    record Outcome(int status, String location) {
        /** A stranger is led to the sign-in page, the others are told no. */
        boolean isRefused() {
            return status == 401 || status == 403 || (status == 302 && location.equals("/sign-in"));
        }
    }

    Outcome call(Endpoint one) {
        return call(one, true);
    }

    Outcome callUnprotected(Endpoint one) {
        return call(one, false);
    }

    private Outcome call(Endpoint one, boolean withToken) {
        try {
            var answer = client.send(request(one, withToken), BodyHandlers.ofInputStream());
            answer.body().close(); // a stream of news would not end
            return new Outcome(answer.statusCode(), location(answer));
        } catch (IOException e) {
            throw new AssertionError(one.name(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As somebody calls it who types {@code fields}. */
    HttpResponse<String> probe(Endpoint one, Map<String, String> fields) {
        var typed = new Endpoint(
                one.method(), one.path(), one.address(), fields, one.files(), one.json(), one.texts(), one.handler());
        return text(request(typed, true));
    }

    HttpResponse<String> raw(String method, String address) {
        return text(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> text(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.uri().toString(), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest request(Endpoint one, boolean withToken) {
        var inQuery = one.method().equals("GET") && !one.fields().isEmpty();
        var address = one.address() + (inQuery ? "?" + ScreenClient.form(one.fields()) : "");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .timeout(Duration.ofMinutes(3));
        if (one.isForPrograms() && !username.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((username + ":demo").getBytes(StandardCharsets.UTF_8)));
        }
        if (withToken) {
            request.header("X-CSRF-TOKEN", csrf);
        }
        if (!one.changes()) {
            return request.GET().build();
        }
        if (one.json()) {
            request.header("Content-Type", "application/json");
            return request.method(one.method(), BodyPublishers.ofString("{}")).build();
        }
        if (one.files().isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
            return request.method(one.method(), BodyPublishers.ofString(ScreenClient.form(one.fields())))
                    .build();
        }
        request.header("Content-Type", "multipart/form-data; boundary=edge");
        return request.method(one.method(), BodyPublishers.ofString(parts(one))).build();
    }

    private static String parts(Endpoint one) {
        var parts = new StringBuilder();
        one.fields()
                .forEach((name, value) -> parts.append(
                        "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        one.files()
                .forEach(name -> parts.append("--edge\r\nContent-Disposition: form-data; name=\"" + name
                        + "\"; filename=\"x.bin\"\r\nContent-Type: application/octet-stream\r\n\r\nno picture\r\n"));
        return parts.append("--edge--\r\n").toString();
    }

    private static String location(HttpResponse<?> answer) {
        return ScreenClient.location(answer);
    }
}
