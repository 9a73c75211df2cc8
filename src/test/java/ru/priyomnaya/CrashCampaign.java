package ru.priyomnaya;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kill and restart at full length; the figures go to docs/measurements.md. */
@Tag("campaign")
class CrashCampaign {
    @Test
    void fiveHundredLettersTenKillsTwoHundredPostsAHundredDeliveries() throws Exception {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("CrashCampaign: seed " + seed);
        try (var story = new CrashStory(seed)) {
            story.letters(500, 10);
            story.posts(200, 5);
            story.deliveries(100, 5);
            story.end();
        }
    }
}
