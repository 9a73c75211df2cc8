package ru.priyomnaya.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimePart;
import org.jspecify.annotations.Nullable;

/** What a part says of itself, taken from its raw headers. */
final class PartNames {
    private PartNames() {}

    /** An absent header is one without a value. */
    static HeaderField field(MimePart part, String name) {
        try {
            var raw = part.getHeader(name, null);
            return HeaderField.of(raw == null ? "" : raw);
        } catch (MessagingException e) {
            return HeaderField.of("");
        }
    }

    static boolean isAttached(MimePart part) {
        return field(part, "Content-Disposition").value().equals(Part.ATTACHMENT);
    }

    static @Nullable String fileName(MimePart part) {
        return field(part, "Content-Disposition")
                .parameter("filename")
                .or(() -> field(part, "Content-Type").parameter("name"))
                .or(() -> field(part, "Content-Disposition").parameter("name"))
                .filter(name -> !name.isBlank())
                .orElse(null);
    }
}
