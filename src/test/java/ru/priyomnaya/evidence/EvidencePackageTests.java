package ru.priyomnaya.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.Office;

/** A case as a court expert gets it: every changed byte is found, and the journal's entries stand under a head that somebody vouches for. */
class EvidencePackageTests extends GatewayTest {
    @TempDir
    private Path directory;

    @Autowired
    private CamelContext camel;

    private byte[] aPackage() throws IOException {
        var office = new Office(api());
        var one = office.appeal("Прошу ответить для суда.");
        await().atMost(Office.LIMIT)
                .until(() -> jdbc.sql("""
                                select not exists (select 1 from journal_entry e left join journal_seal s on s.entry_id = e.id
                                  where e.appeal_id = :id and s.seq is null)
                                """)
                        .param("id", UUID.fromString(one.id()))
                        .query(Boolean.class)
                        .single());
        jdbc.sql("alter table journal_anchor disable trigger all").update();
        jdbc.sql("delete from journal_anchor").update();
        jdbc.sql("alter table journal_anchor enable trigger all").update();
        try (var producer = camel.createProducerTemplate()) {
            await().atMost(Office.LIMIT).until(() -> {
                producer.requestBody("bean:journalAnchor?method=anchor", "", Integer.class);
                return jdbc.sql("select count(*) from journal_anchor")
                                .query(Integer.class)
                                .single()
                        > 0;
            });
        }
        return api().get("director", one.path() + "/evidence.zip").is(200).bytes();
    }

    private record Verdict(int code, String printed) {}

    private static Verdict verified(Path file) {
        var out = new ByteArrayOutputStream();
        var code = VerifyEvidenceCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), file.toString(), null);
        return new Verdict(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void entriesOfTheJournalStandUnderAHeadThatTheKeyVouchesFor() throws IOException {
        var file = Files.write(directory.resolve("case.zip"), aPackage());

        var verdict = verified(file);

        assertThat(verdict.printed())
                .contains("Пакет цел")
                .contains("Голова журнала: записи 1–")
                .contains("подписал")
                .doesNotContain("Под заверенными головами — записей 0");
        assertThat(verdict.code()).isZero();
    }

    @Test
    void aChangeOfAnySingleByteIsFound() throws IOException {
        var bytes = aPackage();
        var file = Files.write(directory.resolve("case.zip"), bytes);
        assertThat(verified(file).code()).isZero();

        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            for (int at = 0; at < bytes.length; at++) {
                open.seek(at);
                open.write(bytes[at] ^ (1 << (at % 8)));
                assertThat(verified(file).code())
                        .as("byte %d of %d", at, bytes.length)
                        .isNotZero();
                open.seek(at);
                open.write(bytes[at]);
            }
        }
        assertThat(verified(file).code()).isZero();
    }

    /** Whoever can compute a hash anew cannot sign anew: what the files say is held by the signed manifest. */
    @Test
    void aChangeUnderANewSealIsFoundByTheSignedManifest() throws IOException {
        var files = files(aPackage());
        assertThat(verified(sealed(files)).code()).isZero();

        var signed = new ArrayList<>(files.keySet());
        signed.remove(
                "manifest.json.sig"); // what means nothing in a signature nobody signs; without a new seal it is found
        for (var name : signed) {
            var whole = files.getOrDefault(name, new byte[0]);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 40)) {
                var changed = whole.clone();
                changed[at] ^= 1;
                var forged = new LinkedHashMap<>(files);
                forged.put(name, changed);
                assertThat(verified(sealed(forged)).code())
                        .as("%s, byte %d", name, at)
                        .isIn(1, 2);
            }
        }
        for (var name : files.keySet()) {
            var without = new LinkedHashMap<>(files);
            without.remove(name);
            assertThat(verified(sealed(without)).code()).as("without " + name).isNotZero();
        }
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private Path sealed(Map<String, byte[]> files) throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip, StandardCharsets.UTF_8)) {
            out.setComment(PackageSeal.EMPTY);
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return Files.write(directory.resolve("forged.zip"), PackageSeal.seal(zip.toByteArray()));
    }
}
