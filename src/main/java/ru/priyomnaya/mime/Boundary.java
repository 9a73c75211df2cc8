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
        var candidates = new LinkedHashMap<String, Integer>();
        int at = 0;
        while (at < body.length) {
            int end = at;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (at + 2 < end && body[at] == '-' && body[at + 1] == '-' && end - at <= LONGEST) {
                var line = new String(body, at + 2, end - at - 2, StandardCharsets.ISO_8859_1).stripTrailing();
                if (declared != null && !declared.isEmpty() && line.startsWith(declared)) {
                    return Optional.of(declared);
                }
                var bare = line.endsWith("--") ? line.substring(0, line.length() - 2) : line;
                if (!bare.isBlank()
                        && !bare.contains(" ")
                        && (candidates.size() < MOST_CANDIDATES || candidates.containsKey(bare))) {
                    candidates.merge(bare, 1, Integer::sum);
                }
            }
            at = end + 1;
        }
        return candidates.entrySet().stream()
                .filter(candidate -> candidate.getValue() > 1)
                .map(candidate -> candidate.getKey())
                .findFirst();
    }
}
