package ru.priyomnaya.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.concern.ConcernKind;
import ru.priyomnaya.storage.HomeFixture;

/** One of several does it; who dies is relieved. */
class LeasesTests extends GatewayTest {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @TempDir
    private Path homes;

    private final String name = "test " + UUID.randomUUID();
    private Leases one;
    private Leases other;

    @BeforeEach
    void two() throws Exception {
        one = new Leases(jdbc, HomeFixture.at(homes.resolve("one")));
        other = new Leases(jdbc, HomeFixture.at(homes.resolve("other")));
    }

    private void time(Duration passes) {
        jdbc.sql("update lease set until = until - make_interval(secs => :seconds) where name = :name")
                .param("seconds", passes.toSeconds())
                .param("name", name)
                .update();
    }

    @Test
    void oneHoldsItWhileItLives() {
        assertThat(one.hold(name, EVERY)).isTrue();
        assertThat(other.hold(name, EVERY)).isFalse();
        time(Duration.ofSeconds(20));
        one.renew();
        time(Duration.ofSeconds(20));
        assertThat(other.hold(name, EVERY)).isFalse();
    }

    @Test
    void whoDiesIsRelievedAfterHalfAMinute() {
        assertThat(one.hold(name, EVERY)).isTrue();
        time(Leases.LENGTH.minusSeconds(5));
        assertThat(other.hold(name, EVERY)).isFalse();
        time(Duration.ofSeconds(6));
        assertThat(other.hold(name, EVERY)).isTrue();
        assertThat(one.hold(name, EVERY)).isFalse();
    }

    @Test
    void whoStopsInOrderIsRelievedAtOnce() {
        assertThat(one.hold(name, EVERY)).isTrue();
        one.release();
        assertThat(other.hold(name, EVERY)).isTrue();
    }

    @Test
    void aNodeThatIsGoneIsNamedUntilSomebodyStrikesItOff() throws Exception {
        var home = HomeFixture.at(homes.resolve("gone"));
        var nodes = new Nodes(jdbc, new Leases(jdbc, home), home, Clock.systemUTC());
        nodes.start();
        assertThat(nodes.all()).anyMatch(node -> node.id().equals(home.node()) && node.alive());
        nodes.silence();
        jdbc.sql("update node set seen_at = now() - interval '2 minutes' where id = :id")
                .param("id", home.node())
                .update();

        assertThat(new NodesWatched(nodes).concerns())
                .anyMatch(concern -> concern.kind() == ConcernKind.NODE_GONE
                        && concern.about().equals(home.node()));

        nodes.forget(home.node());
        assertThat(new NodesWatched(nodes).concerns())
                .noneMatch(concern -> concern.about().equals(home.node()));
    }

    @Test
    void clocksThatDifferAreNamed() {
        assertThat(new ClockWatched(jdbc, Clock.systemUTC()).concerns()).isEmpty();
        assertThat(new ClockWatched(jdbc, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-11))).concerns())
                .singleElement()
                .satisfies(concern -> assertThat(concern.kind()).isEqualTo(ConcernKind.CLOCK));
    }
}
