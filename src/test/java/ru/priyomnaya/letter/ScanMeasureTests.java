package ru.priyomnaya.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The short form of {@link ScanCampaign}. */
class ScanMeasureTests {
    @Test
    void distortedScansFindTheirLettersAndNoOther() throws IOException {
        var measured = ScanSet.measure(24);

        assertThat(measured.wrong()).isZero();
        assertThat(measured.share()).as("missed: %s", measured.missed()).isGreaterThanOrEqualTo(0.96);
        assertThat(measured.inkRight()).isGreaterThanOrEqualTo((int) (measured.inkAsked() * 0.9));
    }
}
