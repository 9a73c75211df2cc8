package ru.priyomnaya.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Counts what failed from a network address: who only guesses is soon not listened to, who types well never meets it. Knows at
 * most ten thousand addresses.
 */
@Component
public class FailureLimit {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();

    FailureLimit(AccessProperties properties) {
        this.perMinute = properties.failuresPerMinute();
    }

    public void failed(String address) {
        bucket(address).tryConsume(1);
    }

    /** Whether the address has failed too often within a minute. */
    public boolean isReached(String address) {
        return bucket(address).getAvailableTokens() == 0;
    }

    private Bucket bucket(String address) {
        return Objects.requireNonNull(buckets.get(
                address,
                a -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                        .build()));
    }
}
