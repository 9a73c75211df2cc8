package ru.priyomnaya.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.dispatch.Delivery.Destination;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.storage.HomeFixture;

class DeliveryLogTests extends GatewayTest {
    private static final Duration LATER = Duration.ofHours(1);

    @TempDir
    private Path home;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private Organizations organizations;

    @Test
    void whatWasNotAttemptedAfterAllGetsItsAttemptBack() throws Exception {
        var id = waitingFax();
        var log = new DeliveryLog(jdbc, Clock.offset(Clock.systemUTC(), LATER.plusMinutes(1)), HomeFixture.at(home));
        var others = Arrays.stream(Channel.values())
                .filter(channel -> channel != Channel.FAX)
                .toList();
        try {
            var claim = log.claim(1, others);
            assertThat(claim.ids()).containsExactly(id);
            assertThat(stateOf(id)).isEqualTo("SENDING 1");

            log.release("another's claim", claim.ids());
            assertThat(stateOf(id)).isEqualTo("SENDING 1");
            log.release(claim.token(), claim.ids());

            assertThat(stateOf(id)).isEqualTo("WAITING 0");
            assertThat(log.claim(1, others).ids()).isEqualTo(List.of(id));
        } finally {
            jdbc.sql("delete from delivery where id = :id").param("id", id).update();
        }
    }

    /** By a channel that no other test uses, and not due yet for the living gateway. */
    private UUID waitingFax() {
        var id = UUID.randomUUID();
        var now = Clock.systemUTC().instant();
        deliveries.save(new Delivery(
                id,
                organizations.first().id(),
                DeliveryKind.NOTICE,
                null,
                null,
                new Destination(Channel.FAX, "1", false),
                null,
                now,
                now.plus(LATER)));
        return id;
    }

    private String stateOf(UUID id) {
        return jdbc.sql("select state || ' ' || attempts from delivery where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
