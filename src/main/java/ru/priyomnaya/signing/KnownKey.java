package ru.priyomnaya.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key, a certificate or another secret that the gateway works with, as IT looks after it; never the secret itself.
 *
 * @param what it is, Russian
 * @param use what it is for, Russian
 * @param where the setting or the file
 * @param certificate null for a secret without one
 * @param until when it ends; null when nobody has said
 * @param problem why it cannot be used; null when it can
 */
public record KnownKey(
        String what,
        String use,
        String where,
        @Nullable CertificateInfo certificate,
        @Nullable Instant until,
        @Nullable String problem) {
    /** One that can be used until its certificate ends. */
    public static KnownKey of(String what, String use, String where, CertificateInfo certificate) {
        return new KnownKey(what, use, where, certificate, certificate.notAfter(), null);
    }
}
