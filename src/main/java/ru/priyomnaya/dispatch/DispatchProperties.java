package ru.priyomnaya.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.dispatch.*}
 *
 * @param receiptsPerDay automatic letters to one address in 24 hours: the last defence against a mail loop
 * @param firstPause before the second attempt; doubled after each, give or take a fifth
 * @param longestPause between two attempts
 * @param mostAttempts after which a person has to act
 * @param undo how long an answer can be taken back after «Отправить»
 * @param emailCopy whether an answer that goes another way is sent to a known e-mail address too
 */
@ConfigurationProperties("priyomnaya.dispatch")
record DispatchProperties(
        @DefaultValue("10") int receiptsPerDay,
        @DefaultValue("30s") Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("60") int mostAttempts,
        @DefaultValue("10s") Duration undo,
        @DefaultValue("false") boolean emailCopy) {}
