package ru.priyomnaya.gis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.stand.gis.GisStandAlone;

/** The stand without a gateway, as other people's clients use it. */
class GisStandAloneTests {
    @TempDir
    Path directory;

    @Test
    void itHoldsAppealsAndFilesAcrossARestart() {
        var port = GatewayTest.freePort();
        var stand = new Stand(port);
        String guid;
        try (var context = start(port)) {
            assertThat(context.isRunning()).isTrue();
            var file = stand.file("a.txt", "Текст".getBytes(StandardCharsets.UTF_8));
            guid = stand.appeal(
                    "Attachment",
                    Map.of(
                            "Name",
                            "a.txt",
                            "Description",
                            "Файл",
                            "Attachment",
                            Map.of("AttachmentGUID", file.path("guid").asString()),
                            "AttachmentHASH",
                            file.path("hash").asString()));
            stand.change(guid, Map.of("AppealWithdrawn", "Передумала"));
        }

        try (var context = start(port)) {
            assertThat(context.isRunning()).isTrue();
            assertThat(stand.holding(guid).path("status").asString()).isEqualTo("Withdrawn");
            assertThat(stand.holding(guid).path("xml").asString()).contains("Передумала", "AttachmentHASH");
        }
    }

    private ConfigurableApplicationContext start(int port) {
        return GisStandAlone.start(
                "--server.port=" + port, "--priyomnaya.stand.gis.directory=" + directory, "--logging.level.root=ERROR");
    }
}
