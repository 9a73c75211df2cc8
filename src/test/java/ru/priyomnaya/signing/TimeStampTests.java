package ru.priyomnaya.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeStampTests {
    private static final byte[] BYTES = "голова журнала".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void aStampIsCheckedAgainstWhatItIsOver() throws IOException {
        try (var authority = new TimeAuthority(Clock.systemUTC())) {
            var stamp = TimeStamp.ask(authority.address(), BYTES, PATIENCE);

            var verdict = TimeStamp.verify(BYTES, stamp);
            assertThat(verdict.problems()).isEmpty();
            assertThat(verdict.at()).isNotNull();
            assertThat(TimeStamp.verify(new byte[] {1}, stamp).problems()).isNotEmpty();
            for (int at = 0; at < stamp.length; at += 7) {
                var changed = stamp.clone();
                changed[at] ^= 1;
                TimeStamp.verify(BYTES, changed); // whatever it finds, it does not fall
            }
        }
    }

    @Test
    void anAuthorityThatLiesIsNotBelieved() throws IOException {
        try (var authority = new TimeAuthority(Clock.systemUTC())) {
            authority.lies(answer -> "<html>".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> TimeStamp.ask(authority.address(), BYTES, PATIENCE))
                    .isInstanceOf(IOException.class);
            authority.lies(answer -> {
                answer[answer.length - 1] ^= 1;
                return answer;
            });
            assertThatThrownBy(() -> TimeStamp.ask(authority.address(), BYTES, PATIENCE))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAuthorityThatIsDownSaysSoInTime() {
        assertThatThrownBy(() -> TimeStamp.ask(URI.create("http://127.0.0.1:9/"), BYTES, Duration.ofSeconds(1)))
                .isInstanceOf(IOException.class);
    }
}
