package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three gateways at full length, and how much more several do than one; the figures go to docs/measurements.md. */
@Tag("campaign")
class NodesCampaign {
    private static final int LETTERS = Integer.getInteger("letters", 5_000);
    private static final int APPEALS = Integer.getInteger("appeals", 1_000);

    @Test
    void threeGatewaysAreKilledAtRandom() throws Exception {
        var seed = Long.getLong("seed", System.nanoTime());
        System.out.println("NodesCampaign: seed " + seed);
        try (var story = new NodesStory(seed, 20)) {
            story.start(3);
            var arriving = CompletableFuture.runAsync(() -> story.arrive(LETTERS, APPEALS));
            var registered = story.kill(8, Duration.ofSeconds(10));
            System.out.println("NodesCampaign: registered at each kill " + registered);
            arriving.join();
            System.out.println("NodesCampaign: after the last kill " + story.awaitAll(LETTERS, APPEALS));
            story.requireEachOnce(LETTERS, APPEALS);
            assertThat(registered.get(3)).as("half of the kills struck at work").isBetween(1L, LETTERS + APPEALS - 1L);
            System.out.println("NodesCampaign: taken over after " + story.takeOver());
        }
    }

    @Test
    void throughputOfOneTwoAndThree() throws Exception {
        for (int nodes = 1; nodes <= 3; nodes++) {
            try (var story = new NodesStory(1, 1)) {
                story.start(nodes);
                var letters = LETTERS / 5;
                story.arrive(letters, 0);
                var took = story.awaitAll(letters, 0);
                System.out.printf(
                        "NodesCampaign: %d gateways, %d letters with receipts in %d ms%n",
                        nodes, letters, took.toMillis());
            }
        }
    }
}
