package ru.priyomnaya.website;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Holds back a network address that submits too often; knows at most ten thousand addresses. */
@Component
public class RateLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final WebsiteProperties properties;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();

    RateLimit(WebsiteProperties properties) {
        this.properties = properties;
    }

    /** @throws TooOften when the address has used up its minute */
    public void form(String address) {
        take("form " + address, properties.formsPerMinute());
    }

    /** @throws TooOften as above */
    public void call(String address) {
        take("call " + address, properties.callsPerMinute());
    }

    private void take(String key, int perMinute) {
        var bucket = Objects.requireNonNull(buckets.get(
                key,
                k -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .build()));
        if (!bucket.tryConsume(1)) {
            throw new TooOften();
        }
    }

    /** Too many submissions from one address; answered with 429. */
    public static class TooOften extends RuntimeException {
        TooOften() {
            super("Слишком часто. Подождите минуту и попробуйте ещё раз");
        }
    }
}
