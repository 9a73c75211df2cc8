package ru.priyomnaya.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the guide says of our security, it says of things that there are. */
class SecurityGuideTests {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| [^|]+ \\| [^|]+ \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

    /** Of ASVS 4.0.3, levels 1 and 2. */
    private static final int REQUIREMENTS = 250;

    @Test
    void everyRequirementIsAnsweredOnceAndEveryTestExists() throws IOException {
        var guide = Files.readString(Path.of("docs/security.md"));
        var rows = ROW.matcher(guide).results().map(row -> row.group(1)).toList();
        var named =
                TEST.matcher(guide).results().map(test -> test.group(1)).collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> existing;
        try (var files = Files.walk(Path.of("src/test/java"))) {
            existing = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        assertThat(rows).hasSizeGreaterThan(REQUIREMENTS).doesNotHaveDuplicates();
        assertThat(named).hasSizeGreaterThan(20).isSubsetOf(existing);
    }
}
