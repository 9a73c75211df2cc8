package ru.priyomnaya.review;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code priyomnaya.review.*}
 *
 * @param window how far back and ahead the same text counts as the same appeal
 * @param likeness from which share of common trigrams on, 0 to 1, two texts are proposed as one appeal
 */
@ConfigurationProperties("priyomnaya.review")
record ReviewProperties(
        @DefaultValue("60d") Duration window,
        @DefaultValue("0.55") double likeness) {
    ReviewProperties {
        if (likeness <= 0 || likeness > 1) {
            throw new IllegalArgumentException("priyomnaya.review.likeness: от 0 до 1");
        }
    }
}
