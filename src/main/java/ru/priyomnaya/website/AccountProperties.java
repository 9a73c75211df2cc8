package ru.priyomnaya.website;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.account.*}: the personal account [личный кабинет] of the company's site.
 *
 * @param token with which its server calls {@code /api/v1/account}; at least 16 characters; absent: the channel is off
 * @param webhookUrl where it wants to be told of answers and notices; absent: it asks by itself
 * @param webhookSecret signs what is told
 */
@ConfigurationProperties("priyomnaya.account")
record AccountProperties(
        @Nullable String token,
        @Nullable URI webhookUrl,
        @Nullable String webhookSecret,
        @DefaultValue("10s") Duration webhookTimeout) {
    private static final int SHORTEST = 16;

    AccountProperties {
        if (token != null && !token.isBlank() && token.length() < SHORTEST) {
            throw new IllegalArgumentException("priyomnaya.account.token: не короче 16 знаков");
        }
        if (webhookUrl != null && (webhookSecret == null || webhookSecret.length() < SHORTEST)) {
            throw new IllegalArgumentException(
                    "priyomnaya.account.webhook-secret: нужен секрет не короче 16 знаков, раз задан webhook-url");
        }
    }

    boolean isOn() {
        return token != null && !token.isBlank();
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "AccountProperties[webhookUrl=%s]".formatted(webhookUrl);
    }
}
