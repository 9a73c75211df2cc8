package ru.priyomnaya.website;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.AnswerChannel;
import ru.priyomnaya.dispatch.OutgoingMessage;
import ru.priyomnaya.routing.ChannelPulse;
import ru.priyomnaya.signing.WebhookSignature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the personal account of answers and notices: a POST of JSON with {@code X-Priyomnaya-Timestamp} (Unix seconds) and {@code
 * X-Priyomnaya-Signature}: {@code sha256=} and the HMAC-SHA256 of timestamp, full stop and body. The delivery's id is the same at
 * each attempt: who has seen it answers 200 and does nothing. Files are fetched from {@code /api/v1/account}.
 */
@Component
@ConditionalOnExpression("'${priyomnaya.account.token:}' != ''")
class AccountAnswerChannel implements AnswerChannel {
    private static final String PULSE = "account";

    private final AccountProperties properties;
    private final Appeals appeals;
    private final ChannelPulse pulse;
    private final JsonMapper json;
    private final Clock clock;
    private final HttpClient client;

    AccountAnswerChannel(
            AccountProperties properties, Appeals appeals, ChannelPulse pulse, JsonMapper json, Clock clock) {
        this.properties = properties;
        this.appeals = appeals;
        this.pulse = pulse;
        this.json = json;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(properties.webhookTimeout())
                .followRedirects(Redirect.NEVER)
                .build();
    }

    @Override
    public Channel channel() {
        return Channel.ACCOUNT;
    }

    @Override
    public String referenceOf(UUID deliveryId) {
        return "account:" + deliveryId;
    }

    /**
     * @param externalId how the account itself named the appeal: its Idempotency-Key
     * @param answer whether files wait at {@code /api/v1/account/appeals/{number}/answer}
     */
    record News(
            UUID deliveryId,
            String number,
            String externalId,
            boolean answer,
            String subject,
            String text,
            List<String> files) {}

    @Override
    public Outcome send(OutgoingMessage message) {
        var url = properties.webhookUrl();
        if (url == null) {
            return new Outcome.Delivered("Доступно личному кабинету");
        }
        try {
            var appeal = appeals.get(Objects.requireNonNull(message.appealId()));
            var body = json.writeValueAsBytes(new News(
                    message.deliveryId(),
                    appeal.number().text(),
                    appeal.origin().externalId(),
                    message.answerId() != null,
                    message.subject(),
                    message.text(),
                    message.files().stream().map(OutgoingMessage.File::name).toList()));
            var timestamp = Long.toString(clock.instant().getEpochSecond());
            var asked = client.sendAsync(
                    HttpRequest.newBuilder(url)
                            .timeout(properties.webhookTimeout())
                            .header("Content-Type", "application/json; charset=utf-8")
                            .header("X-Priyomnaya-Timestamp", timestamp)
                            .header("X-Priyomnaya-Signature", WebhookSignature.of(secret(), timestamp, body))
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.discarding());
            return outcome(status(asked));
        } catch (ExecutionException | TimeoutException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            pulse.failed(PULSE, cause.getClass().getSimpleName());
            return new Outcome.TryLater(
                    "Личный кабинет не отвечает: " + cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.TryLater("Остановка программы");
        }
    }

    /** The whole reply in time, not its beginning only: one slow account must not hold up the others' letters. */
    private int status(CompletableFuture<HttpResponse<Void>> asked)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return asked.get(properties.webhookTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } finally {
            asked.cancel(true);
        }
    }

    /** 2xx is acceptance; what the account calls a mistake of ours is for a person, all else may pass. */
    private Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            pulse.succeeded(PULSE);
            return new Outcome.Delivered("Личный кабинет принял: HTTP " + status);
        }
        pulse.failed(PULSE, "HTTP " + status);
        var forPerson = status >= 400 && status < 500 && status != 408 && status != 425 && status != 429;
        return forPerson
                ? new Outcome.Refused("ACCOUNT-001", "Личный кабинет отказал: HTTP " + status)
                : new Outcome.TryLater("Личный кабинет ответил: HTTP " + status);
    }

    private String secret() {
        @Nullable String secret = properties.webhookSecret();
        return Objects.requireNonNull(secret, "webhook-secret is checked with the settings");
    }
}
