package ru.priyomnaya.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Coverage-guided fuzzing of the reader with Jazzer, from the zoo on: {@code -Dseconds=3600}. Findings lie in target/fuzz. */
@Tag("campaign")
class FuzzCampaign {
    private static final int SECONDS = Integer.getInteger("seconds", 1_800);
    private static final int LARGEST_SEED = 20_000;

    @Test
    void theReaderKeepsItsPromises() throws Exception {
        var folder = Files.createDirectories(Path.of("target", "fuzz"));
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        for (var animal : Zoo.animals()) {
            if (animal.bytes().length <= LARGEST_SEED) {
                Files.write(corpus.resolve(animal.name().replace('/', '_')), animal.bytes());
            }
        }
        var log = folder.resolve("jazzer.log");
        var fuzzer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+EnableDynamicAgentLoading",
                        "-Xmx1500m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + LetterFuzzer.class.getName(),
                        "--instrumentation_includes=ru.priyomnaya.mime.**",
                        "--custom_hook_includes=ru.priyomnaya.mime.**",
                        "--reproducer_path=" + folder.toAbsolutePath(),
                        "-timeout=4",
                        "-rss_limit_mb=3000",
                        "-max_len=" + LARGEST_SEED,
                        "-artifact_prefix=" + folder.toAbsolutePath() + "/",
                        "-max_total_time=" + SECONDS,
                        corpus.toAbsolutePath().toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(fuzzer.waitFor()).as("see %s", log).isZero();
        Files.readAllLines(log).stream()
                .filter(line -> line.startsWith("Done ") || line.startsWith("#"))
                .reduce((earlier, later) -> later)
                .ifPresent(last -> System.out.println("CAMPAIGN fuzz: " + last));
    }
}
