package ru.priyomnaya.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.routing.RouteDeployment.Outcome;
import ru.priyomnaya.routing.RouteVersions.State;

/** {@code priyomnaya.route-changes-by-two}: a change waits for a second person. */
class TwoPeopleTests extends GatewayTest {
    private static final String FILE = "gis-prune.camel.yaml";

    @Autowired
    private RouteFiles files;

    @Autowired
    private RouteVersions versions;

    @Autowired
    private Routes routes;

    private final List<Object> events = new ArrayList<>();
    private RouteDeployment deployment;

    @BeforeEach
    void byTwo() {
        var properties = new RoutingProperties(Path.of(files.directory()), true);
        deployment = new RouteDeployment(files, properties, versions, routes, events::add, Clock.systemUTC());
    }

    @AfterEach
    void asShipped() throws IOException {
        SecurityContextHolder.clearContext();
        Files.writeString(Path.of(files.directory(), FILE), shipped());
        await().atMost(Duration.ofSeconds(40)).until(() -> runs().equals(shipped()));
    }

    private static void signIn(String name) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(name, "", "ROLE_IT"));
    }

    private static String shipped() throws IOException {
        return Files.readString(Path.of("routes", FILE));
    }

    private String runs() {
        return files.running(FILE).map(RouteFiles.Running::yaml).orElse("");
    }

    private long proposal() {
        return versions.of(FILE).stream()
                .filter(version -> version.state() == State.PROPOSED)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void anotherPersonConfirmsIt() throws IOException {
        var changed = shipped().replaceFirst("delay: \\d+", "delay: 777000");
        signIn("first");

        assertThat(deployment.deploy(FILE, changed, "Реже")).isEqualTo(Outcome.PROPOSED);

        assertThat(runs()).isEqualTo(shipped());
        var proposal = proposal();
        assertThatThrownBy(() -> deployment.confirm(proposal)).hasMessageContaining("другой специалист");
        assertThatThrownBy(() -> deployment.deploy(FILE, changed.replace("gisPrune", "nobody"), ""))
                .isInstanceOf(RouteFiles.Refused.class);
        signIn("second");
        deployment.confirm(proposal);
        assertThat(runs()).isEqualTo(changed);
        assertThat(versions.of(FILE).get(0).author()).isEqualTo("first");
        assertThat(versions.of(FILE).get(0).comment()).contains("подтвердил second");
        assertThatThrownBy(() -> deployment.confirm(proposal)).hasMessageContaining("уже подтвердили");
        assertThat(events).hasAtLeastOneElementOfType(RouteEvent.RouteProposed.class);
    }

    @Test
    void aChangedFileWaitsToo() throws IOException {
        var changed = shipped().replaceFirst("delay: \\d+", "delay: 778000");
        var folder = new HashMap<>(files.inFolder());
        folder.put(FILE, changed);

        deployment.look(folder);

        assertThat(runs()).isEqualTo(shipped());
        signIn("second");
        deployment.reject(proposal());
        assertThat(versions.of(FILE)).noneMatch(version -> version.state() == State.PROPOSED);
    }
}
