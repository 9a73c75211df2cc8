package ru.priyomnaya.mime;

import java.util.Map;

/** Tells the mail library to read what real programs write. It reads these from the system, once, before its first letter. */
final class LenientMime {
    private static final Map<String, String> SETTINGS = Map.of(
            "mail.mime.address.strict", "false",
            "mail.mime.decodetext.strict", "false",
            "mail.mime.decodefilename", "true",
            "mail.mime.decodeparameters", "true",
            "mail.mime.encodeparameters", "true",
            "mail.mime.parameters.strict", "false",
            "mail.mime.ignoreunknownencoding", "true",
            "mail.mime.multipart.allowempty", "true",
            "mail.mime.base64.ignoreerrors", "true");

    private LenientMime() {}

    static void on() {
        SETTINGS.forEach(System::setProperty);
    }
}
