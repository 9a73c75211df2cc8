package ru.priyomnaya.gis;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two hundred appeals in and two hundred answers out, killed fifty times. */
@Tag("campaign")
class GisCrashCampaign {
    @Test
    void eachAppealAndEachAnswerIsThereOnce() throws Exception {
        try (var story = new GisCrashStory(System.nanoTime())) {
            story.run(200, 25);
        }
    }
}
