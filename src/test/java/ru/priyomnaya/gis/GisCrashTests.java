package ru.priyomnaya.gis;

import org.junit.jupiter.api.Test;

/** The short form of {@link GisCrashCampaign}. */
class GisCrashTests {
    @Test
    void eachAppealAndEachAnswerIsThereOnceWhenTheGatewayIsKilled() throws Exception {
        try (var story = new GisCrashStory(20261123)) {
            story.run(8, 1);
        }
    }
}
