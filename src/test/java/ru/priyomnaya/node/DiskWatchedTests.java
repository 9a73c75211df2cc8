package ru.priyomnaya.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.concern.ConcernLimits;
import ru.priyomnaya.storage.HomeFixture;

class DiskWatchedTests {
    @Test
    void littleSpaceIsAConcern(@TempDir Path directory) throws IOException {
        var home = HomeFixture.at(directory);

        assertThat(new DiskWatched(home, needing(DataSize.ofBytes(1))).concerns())
                .isEmpty();
        assertThat(new DiskWatched(home, needing(DataSize.ofTerabytes(1_000_000))).concerns())
                .singleElement()
                .satisfies(concern -> assertThat(concern.kind()).isEqualTo(ConcernKind.DISK));
    }

    private static ConcernLimits needing(DataSize disk) {
        var any = Duration.ofDays(1);
        return new ConcernLimits(any, any, any, any, 10, disk, any);
    }
}
