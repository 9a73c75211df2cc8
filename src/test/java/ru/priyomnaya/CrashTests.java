package ru.priyomnaya;

import org.junit.jupiter.api.Test;

/** The short form of {@link CrashCampaign}. */
class CrashTests {
    @Test
    void nothingIsLostOrDoubledWhenTheGatewayIsKilled() throws Exception {
        try (var story = new CrashStory(20261123)) {
            story.letters(60, 1);
            story.posts(30, 1);
            story.deliveries(10, 1);
            story.end();
        }
    }
}
