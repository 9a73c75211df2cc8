package ru.priyomnaya.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.priyomnaya.GatewayTest;

/** Each mistake in the configuration is named with its setting before anything starts. */
class CheckCommandTests {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... more) {
        var arguments = new ArrayList<>(List.of("--check", "--priyomnaya.home=" + home));
        arguments.addAll(List.of(more));
        return CheckCommand.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
    }

    private void requireProblem(String sentence, String... settings) {
        assertThat(run(settings)).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(sentence);
    }

    @Test
    void whatShipsIsInOrder() {
        assertThat(run()).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void aTypingMistake() {
        requireProblem("priyomnaya.mailbox.imap.hots: такой настройки нет", "--priyomnaya.mailbox.imap.hots=mail");
    }

    @Test
    void aValueThatDoesNotFit() {
        requireProblem("priyomnaya.mailbox.imap.poll", "--priyomnaya.mailbox.imap.poll=soon");
    }

    @Test
    void aDatabaseThatIsAway() {
        requireProblem(
                "spring.datasource.url: база не отвечает",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + GatewayTest.freePort() + "/x");
    }

    @Test
    void aBrokenRouteFile() throws Exception {
        var routes = Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                routes.resolve("x.camel.yaml"), "- route:\n    id: x\n    from: { uri: \"direct:x\", steps: [] }\n");
        requireProblem("x.camel.yaml: ROUTE-005, строка 1", "--priyomnaya.routes=" + routes);
    }

    @Test
    void aFolderThatIsNotThere() {
        requireProblem("настройка priyomnaya.routes", "--priyomnaya.routes=" + home.resolve("nowhere"));
    }

    @Test
    void aKeyThatDoesNotOpen() {
        requireProblem("priyomnaya.gis.signing", "--priyomnaya.gis.signing.keystore=" + home.resolve("no.p12"));
    }
}
