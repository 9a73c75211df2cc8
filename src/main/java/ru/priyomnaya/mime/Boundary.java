package ru.priyomnaya.mime;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what truly divides the parts of a multipart (RFC 2046, 5.1.1). Linear in the body. */
final class Boundary {
    private static final int LONGEST = 1_000;
    private static final int MOST_CANDIDATES = 200;

    private Boundary() {}

    /** The declared one where it occurs; else the line after two hyphens that occurs again. */
    static Optional<String> in(byte[] body, @Nullable String declared) {
        var exact = declared == null || declared.isEmpty() ? null : new BoundaryLine(declared);
        var candidates = new LinkedHashMap<String, Integer>();
        for (int at = 0, next; at < body.length; at = next) {
            next = Lines.next(body, at);
            if (exact != null && exact.isAt(body, at)) {
                return Optional.ofNullable(declared);
            }
            if (at + 2 < next && body[at] == '-' && body[at + 1] == '-' && next - at <= LONGEST) {
                var line = new String(body, at + 2, next - at - 2, StandardCharsets.ISO_8859_1).stripTrailing();
                var bare = line.endsWith("--") ? line.substring(0, line.length() - 2) : line;
                if (!bare.isBlank()
                        && !bare.contains(" ")
                        && (candidates.size() < MOST_CANDIDATES || candidates.containsKey(bare))) {
                    candidates.merge(bare, 1, Integer::sum);
                }
            }
        }
        return candidates.entrySet().stream()
                .filter(candidate -> candidate.getValue() > 1)
                .map(candidate -> candidate.getKey())
                .findFirst();
    }
}
