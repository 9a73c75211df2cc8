package ru.priyomnaya.alarm;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.alarm.*}.
 *
 * @param email who is written to; absent: nobody
 * @param quietFrom with {@code quietUntil}, hours in which nobody is told: what still stands afterwards is told then
 * @param webhook what is called
 */
@ConfigurationProperties("priyomnaya.alarm")
public record AlarmProperties(
        @DefaultValue List<String> email,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        @DefaultValue Webhook webhook) {
    /**
     * @param url absent: none is called
     * @param secret of the signature, {@code X-Priyomnaya-Signature}; absent: unsigned
     */
    public record Webhook(
            @Nullable URI url,
            @DefaultValue("") String secret,
            @DefaultValue("10s") Duration timeout) {}

    boolean isQuiet(LocalTime now) {
        if (quietFrom == null || quietUntil == null) {
            return false;
        }
        var afterBegin = !now.isBefore(quietFrom);
        var beforeEnd = now.isBefore(quietUntil);
        return quietFrom.isBefore(quietUntil) ? afterBegin && beforeEnd : afterBegin || beforeEnd;
    }
}
