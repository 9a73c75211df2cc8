package ru.priyomnaya.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import ru.priyomnaya.GatewayTest;

/** A channel is added by a file alone, while the gateway works: the examples of {@code routes/examples}. */
class ChannelByFileTests extends GatewayTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Autowired
    private RouteFiles files;

    @Autowired
    private ConnectionFactory queueConnections;

    @Value("${priyomnaya.home}")
    private String home;

    @Value("${test.queue-port}")
    private int queuePort;

    @AfterEach
    void withoutThem() throws IOException {
        for (var example : List.of("partner-folder", "partner-hook", "partner-queue")) {
            Files.deleteIfExists(Path.of(files.directory(), example + ".camel.yaml"));
            await().atMost(LIMIT)
                    .until(() -> files.running(example + ".camel.yaml").isEmpty());
        }
    }

    private void add(String example) throws IOException {
        var name = example + ".camel.yaml";
        Files.copy(Path.of("routes/examples", name), Path.of(files.directory(), name));
        await().atMost(LIMIT)
                .until(() -> files.running(name).isPresent()
                        || !files.problems().getOrDefault(name, List.of()).isEmpty());
        assertThat(files.problems().getOrDefault(name, List.of())).isEmpty();
    }

    private static String appeal(String text) {
        return """
                {"lastName": "Сторонкин", "firstName": "Пётр", "email": "partner@example.ru", "phone": "8 800 100-20-30", "consent": "true", "text": "%s",
                 "files": [{"name": "акт.txt", "content": "%s"}]}
                """.formatted(text, Base64.getEncoder().encodeToString("Акт".getBytes(StandardCharsets.UTF_8)));
    }

    private static String unique(String text) {
        return text + " " + UUID.randomUUID();
    }

    private long count(String text) {
        return jdbc.sql("select count(*) from appeal where text = :text")
                .param("text", text)
                .query(Long.class)
                .single();
    }

    private String channelOf(String text) {
        return jdbc.sql("select channel from appeal where text = :text")
                .param("text", text)
                .query(String.class)
                .single();
    }

    @Test
    void aFolder() throws IOException {
        add("partner-folder");
        var folder = Files.createDirectories(Path.of(home, "partner"));
        var text = unique("Из папки");

        Files.writeString(folder.resolve("1.json"), appeal(text));
        await().atMost(LIMIT).until(() -> count(text) == 1);
        await().atMost(LIMIT).until(() -> Files.exists(folder.resolve(".taken/1.json")));
        Files.writeString(folder.resolve("again.json"), appeal(text));
        await().atMost(LIMIT).until(() -> Files.exists(folder.resolve(".taken/again.json")));
        Files.writeString(folder.resolve("wrong.json"), "{\"text\": \"\"}");
        await().atMost(LIMIT)
                .until(() -> jdbc.sql("select count(*) from intake where state = 'QUARANTINED' and code = 'WEB-012'")
                                .query(Long.class)
                                .single()
                        > 0);

        assertThat(count(text)).isEqualTo(1);
        assertThat(channelOf(text)).isEqualTo("WEBSITE");
        assertThat(jdbc.sql("select name from attachment t join appeal a on a.id = t.appeal_id where a.text = :text")
                        .param("text", text)
                        .query(String.class)
                        .list())
                .containsExactly("акт.txt");
    }

    @Test
    void aCallOverHttp() throws IOException {
        add("partner-hook");
        var text = unique("По вызову");

        api().post("", "/hooks/partner", appeal(text)).is(401);
        api().bearer("wrong", "POST", "/hooks/partner", appeal(text)).is(401);
        api().bearer(HOOK_TOKEN, "POST", "/hooks/partner", appeal(text)).is(200);

        await().atMost(LIMIT).until(() -> count(text) == 1);
        assertThat(channelOf(text)).isEqualTo("PHONE");
        api().bearer(HOOK_TOKEN, "POST", "/hooks/partner", "").is(500);
    }

    @Test
    void aQueue() throws Exception {
        var broker = new EmbeddedActiveMQ();
        broker.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJournalDirectory(home + "/broker")
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + queuePort + "?protocols=AMQP"));
        broker.start();
        try {
            add("partner-queue");
            var text = unique("Из очереди");

            put(appeal(text));

            await().atMost(LIMIT).until(() -> count(text) == 1);
        } finally {
            Files.delete(Path.of(files.directory(), "partner-queue.camel.yaml"));
            await().atMost(LIMIT)
                    .until(() -> files.running("partner-queue.camel.yaml").isEmpty());
            broker.stop();
        }
    }

    private void put(String text) throws JMSException {
        try (var context = queueConnections.createContext()) {
            context.createProducer().send(context.createQueue("appeals"), text);
        }
    }
}
