package ru.priyomnaya.privacy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.priyomnaya.document.DocumentStore;

/** Looks for roots of words in every column of every table and in every file below a home, inside of ZIP, PDF and base64 too. */
final class Traces {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\\r\\n]{24,}={0,2}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final List<String> roots;

    /** @param roots beginnings of words, in small letters */
    Traces(List<String> roots) {
        this.roots = roots;
    }

    /** Table and root of each find; whole rows are compared, so that no column and no type is forgotten. */
    List<String> inTables(JdbcClient jdbc) {
        var found = new ArrayList<String>();
        for (var table : jdbc.sql("""
                        select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'
                        """).query(String.class).list()) {
            for (var root : roots) {
                var rows = jdbc.sql(
                                "select to_jsonb(t)::text from %s t where translate(lower(to_jsonb(t)::text collate \"und-x-icu\"), 'ё', 'е') like :root limit 3"
                                        .formatted(table))
                        .param("root", "%" + root.replace('ё', 'е') + "%")
                        .query(String.class)
                        .list();
                rows.forEach(row -> found.add(table + ": " + root + ": " + row));
            }
        }
        return found;
    }

    /** File and root of each find; PostgreSQL's own files are left out: what it has deleted goes with its VACUUM. */
    List<String> inFiles(Path home, DocumentStore store) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(home)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var name = home.relativize(file).toString();
                if (!name.startsWith("postgres")) {
                    in(bytes(file, store)).forEach(root -> found.add(name + ": " + root));
                    in(name.getBytes(StandardCharsets.UTF_8)).forEach(root -> found.add("name " + name + ": " + root));
                }
            }
        }
        return found;
    }

    private static byte[] bytes(Path file, DocumentStore store) throws IOException {
        try {
            var name = file.getFileName().toString();
            if (SHA_256.matcher(name).matches()) {
                try (var decrypted = store.open(name)) {
                    return decrypted.readAllBytes();
                }
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException goneMeanwhile) {
            return new byte[0];
        }
    }

    List<String> in(byte[] bytes) throws IOException {
        var found = new ArrayList<String>();
        if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3) {
            try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    found.addAll(in(zip.readAllBytes()));
                }
            }
        }
        if (bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D') {
            found.addAll(inText(textOf(bytes)));
        }
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1251"))) {
            found.addAll(inText(new String(bytes, charset)));
        }
        var encoded = BASE64.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (encoded.find()) {
            found.addAll(inText(decoded(encoded.group())));
        }
        return found.stream().distinct().toList();
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String textOf(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException notReallyPdf) {
            return "";
        }
    }

    List<String> inText(String text) {
        var small = text.toLowerCase(Locale.ROOT).replace('ё', 'е');
        return roots.stream()
                .filter(root -> small.contains(root.replace('ё', 'е')))
                .toList();
    }
}
