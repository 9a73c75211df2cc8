package ru.priyomnaya.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Six hundred pages as scanners see them; the figures are in docs/measurements.md. */
@Tag("campaign")
class ScanCampaign {
    @Test
    void sixHundredPages() throws IOException {
        var measured = ScanSet.measure(600);

        System.out.printf(
                "scans: %d of %d matched (%.4f), wrong %d, ink %d of %d, %.1f pages/s%n",
                measured.matched(),
                measured.pages(),
                measured.share(),
                measured.wrong(),
                measured.inkRight(),
                measured.inkAsked(),
                measured.pagesPerSecond());
        measured.missed().forEach(look -> System.out.println("missed: " + look));
        assertThat(measured.wrong()).isZero();
        assertThat(measured.share()).isGreaterThanOrEqualTo(0.99);
    }
}
