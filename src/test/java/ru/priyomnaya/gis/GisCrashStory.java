package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.Api;
import ru.priyomnaya.GatewayProcess;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.stand.gis.GisStandAlone;

/** Kills the gateway while appeals come from ГИС ЖКХ and answers go there; the stand lives on in a process of its own. */
final class GisCrashStory implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int LONGEST_LIFE_MILLIS = 6_000;

    private final Random random;
    private final int port = GatewayTest.freePort();
    private final int standPort = GatewayTest.freePort();
    private final ConfigurableApplicationContext context;
    private final Stand stand = new Stand(standPort);
    private final Api api = new Api(port);
    private final Path home;
    private final List<String> settings;

    GisCrashStory(long seed) throws IOException {
        random = new Random(seed);
        home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "gis-crash");
        context = GisStandAlone.start("--server.port=" + standPort, "--logging.level.root=ERROR");
        settings = List.of(
                "--spring.profiles.active=demo",
                "--priyomnaya.stand.samples=false",
                "--priyomnaya.stand.smtp-port=" + GatewayTest.freePort(),
                "--priyomnaya.stand.imap-port=" + GatewayTest.freePort(),
                "--priyomnaya.gis.base-url=http://127.0.0.1:" + standPort + "/stand/gis",
                "--priyomnaya.dispatch.undo=1s",
                "--priyomnaya.gis.poll=500ms");
    }

    void run(int appeals, int kills) throws IOException, InterruptedException {
        var guids = new ArrayList<String>();
        for (int i = 0; i < appeals; i++) {
            guids.add(stand.appeal("AppealText", "Вопрос " + i));
        }
        for (int kill = 0; kill < kills; kill++) {
            liveAndDie(() -> {});
        }
        var gateway = start();
        var database = gateway.database();
        gateway.until(LIMIT, () -> registered(database) == appeals);
        gateway.awaitStart();
        var answers = ids(database).stream().map(this::signedAnswer).toList();
        gateway.kill();

        for (int kill = 0; kill < kills; kill++) {
            var first = kill == 0;
            liveAndDie(() -> {
                if (first) {
                    answers.forEach(answer ->
                            api.post("registrar", answer + "/send", Map.of()).is(200));
                }
            });
        }
        var last = start();
        var after = last.database();
        last.until(
                LIMIT,
                () -> after.sql("select count(*) from appeal where status = 'SENT'")
                                .query(Integer.class)
                                .single()
                        == appeals);

        for (var guid : guids) {
            var held = stand.holding(guid).path("answers");
            assertThat(held).as(guid).hasSize(1);
            assertThat(held.path(0).path("sent").asBoolean()).isTrue();
            assertThat(held.path(0).path("signedAttachments").path(0).path("signatureProblems"))
                    .isEmpty();
        }
        assertThat(registered(after)).isEqualTo(appeals);
        assertThat(after.sql("select count(distinct external_id) from appeal")
                        .query(Integer.class)
                        .single())
                .isEqualTo(appeals);
        assertThat(last.stop()).isEqualTo(143);
    }

    /** Starts it, lets it work for a random while, kills it. */
    private void liveAndDie(Runnable meanwhile) throws IOException, InterruptedException {
        var gateway = start();
        gateway.awaitStart();
        meanwhile.run();
        LockSupport.parkNanos(
                Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)).toNanos());
        gateway.kill();
    }

    private GatewayProcess start() throws IOException {
        return new GatewayProcess(home, port, settings);
    }

    private static int registered(JdbcClient database) {
        return database.sql("select count(*) from appeal where channel = 'GIS'")
                .query(Integer.class)
                .single();
    }

    private static List<UUID> ids(JdbcClient database) {
        return database.sql("select id from appeal order by number_seq")
                .query(UUID.class)
                .list();
    }

    /** The path of an answer that may be sent. */
    private String signedAnswer(UUID appeal) {
        var base = "/api/v1/appeals/" + appeal;
        api.post("registrar", base + "/assign", Map.of("executor", "executor")).is(200);
        var answer = base + "/answers/"
                + api.post("registrar", base + "/answers", Map.of("text", "Ответ на обращение " + appeal))
                        .is(201)
                        .json()
                        .path("answerId")
                        .asString();
        api.post("registrar", answer + "/submit", Map.of()).is(200);
        api.post("signer", answer + "/approve", Map.of()).is(200);
        api.post("signer", answer + "/sign", Map.of()).is(200);
        return answer;
    }

    @Override
    public void close() {
        context.close();
    }
}
