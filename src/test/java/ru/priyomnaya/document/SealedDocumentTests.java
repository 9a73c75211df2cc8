package ru.priyomnaya.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ru.priyomnaya.storage.HomeFixture;

/** Documents under a key: streamed, and nothing of them can be changed, cut off or moved unseen. */
class SealedDocumentTests {
    private static final byte[] BYTES = "обращение Зюзюкиной".getBytes(StandardCharsets.UTF_8);
    private static final int OVERHEAD = 16;

    @TempDir
    private Path directory;

    private Path keys(String... ids) throws IOException {
        var lines = new StringBuilder("# ключи\n");
        for (var id : ids) {
            var key = new byte[32];
            Arrays.fill(key, (byte) id.hashCode());
            lines.append(id)
                    .append(':')
                    .append(Base64.getEncoder().encodeToString(key))
                    .append('\n');
        }
        return Files.writeString(directory.resolve("keys-" + String.join("-", ids)), lines);
    }

    private FileDocumentStore store(@Nullable Path keys) throws IOException {
        return new FileDocumentStore(
                HomeFixture.shared(Files.createDirectories(directory.resolve("home"))),
                new DocumentProperties(keys, Duration.ZERO),
                Clock.systemUTC());
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(directory.resolve("home/documents"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] sealed(byte[] bytes, EncryptionKeys keys) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sealed = new SealedOutput(out, keys)) {
            sealed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] opened(byte[] sealed, EncryptionKeys keys) throws IOException {
        try (var in = new SealedInput(new ByteArrayInputStream(sealed), keys)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void whatIsSealedOpensAgain(int size) throws IOException {
        var keys = EncryptionKeys.read(keys("k1"));
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        var sealed = sealed(bytes, keys);

        assertThat(opened(sealed, keys)).isEqualTo(bytes);
        assertThat(SealedInput.isSealed(sealed)).isTrue();
    }

    @Test
    void everyChangedByteIsFound() throws IOException {
        var keys = EncryptionKeys.read(keys("k1"));
        var sealed = sealed(BYTES, keys);

        for (int at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> opened(changed, keys)).as("byte " + at).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsCutOffMovedOrPutInIsFound() throws IOException {
        var keys = EncryptionKeys.read(keys("k1"));
        var bytes = new byte[3 * SealedHeader.CHUNK];
        new Random(1).nextBytes(bytes);
        var sealed = sealed(bytes, keys);
        var chunk = SealedHeader.CHUNK + OVERHEAD;
        var header = sealed.length - 3 * chunk;

        for (var cut : List.of(header, header + 10, header + chunk, header + 2 * chunk, sealed.length - 1)) {
            assertThatThrownBy(() -> opened(Arrays.copyOf(sealed, cut), keys))
                    .as("cut at " + cut)
                    .isInstanceOf(IOException.class);
        }
        var swapped = sealed.clone();
        System.arraycopy(sealed, header, swapped, header + chunk, chunk);
        System.arraycopy(sealed, header + chunk, swapped, header, chunk);
        assertThatThrownBy(() -> opened(swapped, keys)).hasMessageContaining("изменён или оборван");
        assertThatThrownBy(() -> opened(Arrays.copyOf(sealed, sealed.length + 5), keys))
                .isInstanceOf(IOException.class);
    }

    @Test
    void bothKindsAreReadSideBySideAndAKeyThatIsNotThereIsNamed() throws IOException {
        var plain = store(null).put("открыто".getBytes(StandardCharsets.UTF_8));

        var with = store(keys("k1"));
        var kept = with.put(BYTES);

        assertThat(with.open(plain.sha256()).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("открыто");
        assertThat(with.open(kept.sha256()).readAllBytes()).isEqualTo(BYTES);
        assertThat(files())
                .filteredOn(file -> file.toString().endsWith(".sealed"))
                .hasSize(1);
        assertThat(with.put("открыто".getBytes(StandardCharsets.UTF_8))).isEqualTo(plain);
        assertThat(files()).hasSize(2);
        var other = store(keys("k2"));
        assertThatThrownBy(() -> other.open(kept.sha256())).hasMessageContaining("«k1»");
        var without = store(null);
        assertThatThrownBy(() -> without.open(kept.sha256())).hasMessageContaining("«k1»");
    }

    @Test
    void aPlainDocumentThatLooksSealedIsReadAsItIs() throws IOException {
        var hostile = sealed(BYTES, EncryptionKeys.read(keys("k1")));
        var store = store(null);

        assertThat(store.open(store.put(hostile).sha256()).readAllBytes()).isEqualTo(hostile);
    }

    @Test
    void keysAreChangedWhileAllStaysReadable() throws IOException {
        var first = store(null).put("первый".getBytes(StandardCharsets.UTF_8));
        var second = store(keys("k1")).put(BYTES);
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var home = "--priyomnaya.home=" + directory.resolve("home");

        assertThat(ReencryptCommand.run(out, home, "--priyomnaya.documents.keys=" + keys("k2", "k1")))
                .isZero();
        assertThat(ReencryptCommand.run(out, home, "--priyomnaya.documents.keys=" + keys("k2")))
                .isZero();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Зашифровано заново: 2, уже под этим ключом: 0, плохих: 0")
                .contains("Зашифровано заново: 0, уже под этим ключом: 2, плохих: 0");
        var store = store(keys("k2"));
        assertThat(store.open(first.sha256()).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("первый");
        assertThat(store.open(second.sha256()).readAllBytes()).isEqualTo(BYTES);
        assertThat(files())
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.toString()).endsWith(".sealed"));
    }

    @Test
    void aDestroyedDocumentIsGoneInBothKinds() throws IOException {
        var plain = store(null).put(BYTES).sha256();
        var store = store(keys("k1"));
        var soon = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5)).instant();

        assertThat(store.destroy(plain, soon.minusSeconds(60)))
                .as("somebody has just put it")
                .isFalse();
        assertThat(store.destroy(plain, soon)).isTrue();

        assertThat(files()).isEmpty();
    }

    @Test
    void aLargeFileIsStreamed() throws IOException {
        var store = store(keys("k1"));
        var size = 25 * 1024 * 1024;
        var large = new InputStream() {
            private int given;

            @Override
            public int read() {
                return given++ < size ? given & 0xff : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (given >= size) {
                    return -1;
                }
                var part = Math.min(length, size - given);
                Arrays.fill(bytes, from, from + part, (byte) 7);
                given += part;
                return part;
            }
        };

        var started = System.nanoTime();
        var kept = store.put(large);
        try (var in = store.open(kept.sha256())) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(size);
        }
        System.out.printf("25 MiB sealed and opened in %d ms%n", (System.nanoTime() - started) / 1_000_000);
    }

    @Test
    void aFileOfKeysThatCannotBeUsedSaysWhichLineAndNotWhatIsInIt() throws IOException {
        var bad = Files.writeString(directory.resolve("bad"), "k1:c2VjcmV0\n");

        assertThatThrownBy(() -> EncryptionKeys.read(bad))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("строка 1")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> EncryptionKeys.read(directory.resolve("nowhere")))
                .hasMessageContaining("не читается");
    }
}
