package ru.priyomnaya.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.JdbcTemplate;
import ru.priyomnaya.document.DocumentStore;

/** Reads every document that the database names. */
record DocumentCheck(JdbcTemplate jdbc, DocumentStore documents) {
    /** Prints each that is missing or changed; true when none is. */
    boolean run(PrintStream out) throws IOException {
        long good = 0;
        long bad = 0;
        for (var sha256 : jdbc.queryForList("select sha256 from document order by sha256", String.class)) {
            var problem = problem(sha256);
            if (problem.isEmpty()) {
                good++;
            } else {
                bad++;
                out.println("Документ " + sha256 + ": " + problem);
            }
        }
        out.printf("Документов целых: %d, плохих: %d%n", good, bad);
        return bad == 0;
    }

    private String problem(String sha256) throws IOException {
        try (InputStream bytes = documents.open(sha256)) {
            var digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest()).equals(sha256) ? "" : "изменён";
        } catch (NoSuchFileException e) {
            return "нет";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every JDK", e);
        }
    }
}
