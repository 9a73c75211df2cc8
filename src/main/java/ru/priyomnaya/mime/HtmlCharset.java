package ru.priyomnaya.mime;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The charset that a page names inside itself, asked when its header names none. */
final class HtmlCharset {
    private static final int HEAD = 2_000;
    private static final Pattern META = Pattern.compile("(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w.:-]{1,40})");

    private HtmlCharset() {}

    static Optional<String> in(byte[] page, String kind) {
        if (!kind.equals("text/html")) {
            return Optional.empty();
        }
        var head = new String(page, 0, Math.min(page.length, HEAD), StandardCharsets.ISO_8859_1);
        var meta = META.matcher(head);
        return meta.find() ? Optional.of(meta.group(1)) : Optional.empty();
    }
}
