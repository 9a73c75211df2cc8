package ru.priyomnaya.alarm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.springframework.stereotype.Component;
import ru.priyomnaya.signing.WebhookSignature;
import tools.jackson.databind.json.JsonMapper;

/** A POST of JSON; 2xx is heard. Signed as the personal account's is: HMAC-SHA256(secret, timestamp + "." + body). */
@Component
class WebhookWay implements AlarmWay {
    private final AlarmProperties.Webhook webhook;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient client;

    WebhookWay(AlarmProperties properties, Clock clock) {
        this.webhook = properties.webhook();
        this.clock = clock;
        this.client = HttpClient.newBuilder().connectTimeout(webhook.timeout()).build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean isConfigured() {
        return webhook.url() != null;
    }

    @Override
    public void tell(Told told) throws IOException, InterruptedException {
        var content = new LinkedHashMap<String, String>();
        content.put("state", told.state());
        content.put("kind", told.kind());
        content.put("about", told.about());
        content.put("title", told.title());
        content.put("sentence", told.sentence());
        content.put("since", told.since().toString());
        var body = json.writeValueAsBytes(content);
        var timestamp = String.valueOf(clock.instant().getEpochSecond());
        var request = HttpRequest.newBuilder(Objects.requireNonNull(webhook.url()))
                .timeout(webhook.timeout())
                .header("Content-Type", "application/json")
                .header("X-Priyomnaya-Timestamp", timestamp)
                .POST(BodyPublishers.ofByteArray(body));
        if (!webhook.secret().isEmpty()) {
            request.header("X-Priyomnaya-Signature", WebhookSignature.of(webhook.secret(), timestamp, body));
        }
        var answer = client.send(request.build(), BodyHandlers.discarding());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("HTTP " + answer.statusCode());
        }
    }
}
