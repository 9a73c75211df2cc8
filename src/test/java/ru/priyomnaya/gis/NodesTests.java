package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@link NodesCampaign}. */
class NodesTests {
    @Test
    void twoGatewaysShareTheWorkAndOneTakesOver() throws Exception {
        try (var story = new NodesStory(20261124, 1)) {
            story.arrive(30, 5);
            story.start(2);
            story.kill(1, Duration.ofSeconds(1));
            story.awaitAll(30, 5);
            story.requireEachOnce(30, 5);

            assertThat(story.takeOver()).isLessThan(Duration.ofSeconds(45));
        }
    }
}
