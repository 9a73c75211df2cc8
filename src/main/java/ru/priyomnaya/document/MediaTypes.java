package ru.priyomnaya.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tika.Tika;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;

/** The type of a file by its content; the name only refines it (a DOCX is a ZIP). */
public final class MediaTypes {
    private static final Tika TIKA = new Tika();

    private MediaTypes() {}

    /** A media type as {@code type/subtype}, {@code application/octet-stream} when nothing fits. */
    public static String of(byte[] content, String name) {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try {
            return TIKA.detect(new ByteArrayInputStream(content), metadata);
        } catch (IOException e) {
            throw new UncheckedIOException("An array cannot fail", e);
        }
    }

    /** By content alone: what a name claims does not matter. */
    public static String byContent(byte[] content) {
        return TIKA.detect(content);
    }
}
