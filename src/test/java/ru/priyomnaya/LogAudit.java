package ru.priyomnaya;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs after all tests (phase {@code verify}): what the whole run has logged, the logs of gateways in processes of their own and
 * of their databases included, holds nothing of the people of the samples (152-ФЗ).
 */
class LogAudit {
    private static final Path REPORTS = Path.of("target/surefire-reports");
    private static final Path HOMES = Path.of("target/homes");
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{L}\\w.+-]{1,64}@[\\p{L}\\w-]{1,64}(?:\\.[\\p{L}\\w-]{2,64})+");

    /** Of programs, of the gateway itself, and the one that the demo tells people to write from. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i).*@(?:demo\\.local|localhost.*|priyomnaya.*|[0-9a-f]{5,}|\\d+\\.\\d+.*)|(?:mailer-daemon|postmaster)@.*|(?:anna|nobody)@example\\.ru");

    private static final Pattern NAME =
            Pattern.compile("\"(?:lastName|organizationName)\"\\s*,\\s*\"([\\p{L}-]{6,})\"");

    private static List<Path> logs() throws IOException {
        var logs = new ArrayList<Path>();
        try (var reports = Files.list(REPORTS)) {
            reports.filter(file -> file.toString().endsWith("-output.txt")).forEach(logs::add);
        }
        if (Files.isDirectory(HOMES)) {
            try (var homes = Files.walk(HOMES)) {
                homes.filter(file -> file.toString().endsWith(".log")).forEach(logs::add);
            }
        }
        return logs;
    }

    /** Surnames that tests hand in; the register has them, the log must not. */
    private static Set<String> names() throws IOException {
        var names = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/test/java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> NAME.matcher(read(file)).results().forEach(found -> names.add(found.group(1))));
        }
        return names;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLogOfTheWholeRunNamesNobody() throws IOException {
        var logs = logs();
        assumeThat(logs).as("only after the tests have run").hasSizeGreaterThan(20);
        var names = names();
        var found = new TreeSet<String>();
        for (var log : logs) {
            var text = read(log);
            ADDRESS.matcher(text)
                    .results()
                    .map(match -> match.group())
                    .filter(address -> !HARMLESS.matcher(address).matches())
                    .forEach(address -> found.add(log.getFileName() + ": " + address));
            names.stream().filter(text::contains).forEach(name -> found.add(log.getFileName() + ": " + name));
        }

        assertThat(names).hasSizeGreaterThan(5);
        assertThat(logs).anySatisfy(log -> assertThat(read(log)).contains("Зарегистрировано"));
        assertThat(found).isEmpty();
    }
}
