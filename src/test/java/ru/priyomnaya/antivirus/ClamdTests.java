package ru.priyomnaya.antivirus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import ru.priyomnaya.GatewayTest;

class ClamdTests {
    @Test
    void aScanThatFailedLeavesNoDeadlineBehind() {
        var clamd = new Clamd(new AntivirusProperties(
                "127.0.0.1", GatewayTest.freePort(), Duration.ofHours(1), Duration.ofSeconds(1)));

        assertThatThrownBy(() -> clamd.scan(InputStream.nullInputStream())).isInstanceOf(ConnectException.class);

        assertThat(clamd.deadlines()).isZero();
    }
}
