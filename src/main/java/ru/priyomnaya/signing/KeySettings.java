package ru.priyomnaya.signing;

import org.jspecify.annotations.Nullable;

/**
 * Where the signing key is.
 *
 * @param keystore a file, or null where the provider keeps keys elsewhere (CryptoPro: {@code HDImageStore})
 * @param type of the key store: PKCS12 by default
 * @param provider class name of a JCA provider that holds the key and signs; Bouncy Castle by default
 * @param signatureAlgorithm as that provider calls it; GOST R 34.10-2012 under the usual name by default
 * @param alias of the key; may be absent when there is one key only
 * @param serviceUrl of an external signing service; wins over a key
 */
public record KeySettings(
        @Nullable String keystore,
        @Nullable String type,
        @Nullable String provider,
        @Nullable String signatureAlgorithm,
        @Nullable String password,
        @Nullable String alias,
        @Nullable String serviceUrl) {
    public boolean isEmpty() {
        return keystore == null && type == null && serviceUrl == null;
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "KeySettings[keystore=%s, type=%s, provider=%s, alias=%s, serviceUrl=%s]"
                .formatted(keystore, type, provider, alias, serviceUrl);
    }
}
