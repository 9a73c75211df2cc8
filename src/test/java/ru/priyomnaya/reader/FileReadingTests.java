package ru.priyomnaya.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What is read out of files, good ones and hostile ones. */
class FileReadingTests {
    private static final String TEXT = "Перерасчёт по договору 17";
    private static final TextReader reader = new TextReader(with(Duration.ofSeconds(60), 128));

    private static ReaderProperties with(Duration patience, int megabytes) {
        return new ReaderProperties(patience, DataSize.ofMegabytes(megabytes));
    }

    @AfterAll
    static void stop() {
        reader.destroy();
    }

    @Test
    void everyCustomaryFormatIsRead() throws Exception {
        assertThat(reader.read(Samples.pdf(TEXT))).isEqualTo(TEXT);
        assertThat(reader.read(Samples.docx(TEXT))).isEqualTo(TEXT);
        assertThat(reader.read(Samples.xlsx(TEXT))).contains(TEXT).contains("4242");
        assertThat(reader.read(Samples.xls(TEXT))).contains(TEXT);
        assertThat(reader.read(Samples.odt(TEXT))).isEqualTo(TEXT + " конец");
        assertThat(reader.read(TEXT.getBytes(StandardCharsets.UTF_8))).isEqualTo(TEXT);
        assertThat(reader.read(TEXT.getBytes(Charset.forName("windows-1251")))).isEqualTo(TEXT);
        assertThat(reader.read("{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Arial;}}\\f0 \\'cf\\'e5\\u1088?\\'e5\\par 17}"
                        .getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("Пере 17");
    }

    @Test
    void aPictureHasNoText() throws Exception {
        assertThat(reader.read(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 1, 2}))
                .isEmpty();
    }

    @Test
    void brokenFilesAreSaidToBeUnreadable() throws Exception {
        var half = Samples.pdf(TEXT);
        half = java.util.Arrays.copyOf(half, 40);
        var broken = half;

        assertThatThrownBy(() -> reader.read(broken)).isInstanceOf(UnreadableFile.class);
        assertThatThrownBy(() -> reader.read(Samples.zip("content.xml", "<a><b>".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableFile.class);
        assertThatThrownBy(() -> reader.read(Samples.zip("photo.jpg", new byte[10])))
                .isInstanceOf(UnreadableFile.class);
        assertThat(reader.read(Samples.pdf(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void aZipBombCostsItsLimit() throws Exception {
        var bomb = Samples.zip("xl/other.bin", new byte[(int) OfficeFiles.MOST_UNPACKED + 1_000_000]);

        assertThatThrownBy(() -> reader.read(bomb)).hasMessageContaining("слишком велик");
    }

    @Test
    void entitiesOfAnXmlAreNotExpanded() {
        var laughs = """
                <!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>
                <a>&c;&d;</a>
                """;

        assertThatThrownBy(() -> reader.read(Samples.zip("content.xml", laughs.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableFile.class);
    }

    @Test
    void aLongTextIsReadAsFarAsItsLimit() throws Exception {
        assertThat(reader.read("слово ".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .hasSizeBetween(100_000, BoundedText.LONGEST);
    }

    @Test
    void whoeverTakesTooLongOrTooMuchIsStopped() throws Exception {
        var hurried = new ReaderProcess(with(Duration.ofMillis(1), 128));
        var small = new ReaderProcess(with(Duration.ofSeconds(60), 8));

        assertThatThrownBy(() -> hurried.read(ReadingWork.TEXT, Samples.pdf(TEXT)))
                .hasMessageContaining("дольше");
        assertThatThrownBy(() -> small.read(ReadingWork.TEXT, new byte[12_000_000]))
                .hasMessageContaining("память");

        hurried.destroy();
        small.destroy();
    }

    @Test
    void aFileIsDrawnAndAHostileOneStopsOnlyItself() throws Exception {
        var pictures = new FilePictures(with(Duration.ofSeconds(60), 128));
        try {
            assertThat(pictures.of(Samples.pdf(TEXT)).pages())
                    .singleElement()
                    .satisfies(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G'));
            assertThat(pictures.of(TEXT.getBytes(StandardCharsets.UTF_8)).pages())
                    .isEmpty();
            assertThatThrownBy(() -> pictures.of(new byte[200_000_000])).isInstanceOf(UnreadableFile.class);
            assertThat(pictures.of(Samples.pdf(TEXT)).pages()).hasSize(1);
        } finally {
            pictures.destroy();
        }
    }
}
