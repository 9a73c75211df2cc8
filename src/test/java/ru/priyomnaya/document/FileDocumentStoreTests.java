package ru.priyomnaya.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.priyomnaya.storage.HomeFixture;

class FileDocumentStoreTests {
    private static final byte[] BYTES = "обращение".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void theSameBytesAreKeptOnceUnderTheirHash() throws IOException {
        var store = store(Clock.systemUTC());

        var first = store.put(BYTES);

        assertThat(store.put(BYTES)).isEqualTo(first);
        assertThat(store.open(first.sha256()).readAllBytes()).isEqualTo(BYTES);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aDiskThatFailsLeavesNothingBehind() throws IOException {
        var store = store(Clock.systemUTC());
        var broken = new SequenceInputStream(new ByteArrayInputStream(BYTES), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        });

        assertThatThrownBy(() -> store.put(broken)).isInstanceOf(IOException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void aNameThatIsNoHashIsRefused() throws IOException {
        var store = store(Clock.systemUTC());

        assertThatThrownBy(() -> store.open("../../../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void orphansAreSweptOnlyWhenTheyAreOldAndUnknown() throws IOException {
        var store = store(Clock.offset(Clock.systemUTC(), Duration.ofDays(2)));
        var known = store.put(BYTES);
        var orphan = store.put("сирота".getBytes(StandardCharsets.UTF_8));

        assertThat(store.sweep(Duration.ofDays(3), name -> false)).isZero();
        assertThat(store.sweep(Duration.ofDays(1), known.sha256()::equals)).isEqualTo(1);
        assertThat(store.open(known.sha256())).isNotNull();
        assertThatThrownBy(() -> store.open(orphan.sha256())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "../../x, x",
        "C:\\Users\\я\\Акт.pdf, Акт.pdf",
        "'a\u202Efdp.exe', 'afdp.exe'",
        "'a\r\nSet-Cookie: x.pdf', 'a Set-Cookie_ x.pdf'",
        "..., Вложение",
        "'  ', Вложение"
    })
    void namesAreMadeHarmless(String name, String clean) {
        assertThat(FileName.clean(name, "Вложение")).isEqualTo(clean);
    }

    @Test
    void aLongNameKeepsItsExtension() {
        assertThat(FileName.clean("я".repeat(500) + ".pdf", "x")).hasSize(200).endsWith(".pdf");
    }

    private FileDocumentStore store(Clock clock) throws IOException {
        return new FileDocumentStore(
                HomeFixture.at(directory), new DocumentProperties(null, Duration.ofMinutes(15)), clock);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(directory.resolve("documents"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
