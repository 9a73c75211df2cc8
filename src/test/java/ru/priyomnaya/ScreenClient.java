package ru.priyomnaya;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The screens as a browser without scripts has them: cookies, the token against forged requests, no redirect followed. */
public final class ScreenClient {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final int port;
    private String csrf = "";

    public ScreenClient(int port) {
        this.port = port;
    }

    /** Signed in and looking at the first page. */
    public static ScreenClient signedIn(int port, String person) {
        var client = new ScreenClient(port);
        var answer = client.signIn(person, "demo");
        if (!location(answer).endsWith("/")) {
            throw new AssertionError(person + " was led to " + location(answer));
        }
        client.get("/profile");
        return client;
    }

    public HttpResponse<String> signIn(String person, String password) {
        get("/sign-in");
        return post("/sign-in", Map.of("username", person, "password", password));
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** With the token of the last page seen. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", csrf);
        return send("POST", path, form(all));
    }

    public HttpResponse<String> postUnprotected(String path, Map<String, String> fields) {
        return send("POST", path, form(fields));
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(30));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/x-www-form-urlencoded");
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            var answer = client.send(
                    request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            var token = CSRF.matcher(answer.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public String csrf() {
        return csrf;
    }

    /** For another client in the same session. */
    public CookieManager jar() {
        return cookies;
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Where it leads, without the host; empty when nowhere. */
    public static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }
}
