package ru.priyomnaya.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keyed hashes that only this installation can make: the tokens inside our Message-IDs and the keys of status pages. One
 * random key per database, shared by all gateways on it.
 */
@Component
public class InstallationSecret {
    private static final int TOKEN_CHARS = 20; // 80 bits

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    InstallationSecret(JdbcClient jdbc) {
        var fresh = new byte[32];
        random.nextBytes(fresh);
        jdbc.sql("insert into installation_secret (name, value) values ('tokens', :value) on conflict do nothing")
                .param("value", HexFormat.of().formatHex(fresh))
                .update();
        var kept = jdbc.sql("select value from installation_secret where name = 'tokens'")
                .query(String.class)
                .single();
        key = new SecretKeySpec(HexFormat.of().parseHex(kept), "HmacSHA256");
    }

    /** Twenty lower-case hexadecimal digits for {@code text}; different purposes give unrelated tokens. */
    public String token(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var digest = mac.doFinal((purpose + '\0' + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, TOKEN_CHARS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is required of every JDK", e);
        }
    }

    /** In constant time. */
    public boolean isToken(String purpose, String text, String token) {
        return MessageDigest.isEqual(
                token(purpose, text).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Encrypts for a column (AES-256-GCM): what is copied out of its row, or into another of {@code text}, opens no more. */
    public byte[] seal(String purpose, String text, byte[] plain) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, purpose, text, nonce, plain);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException when it was sealed for something else, or by another installation */
    public byte[] open(String purpose, String text, byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                purpose,
                text,
                Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    private byte[] crypt(int mode, String purpose, String text, byte[] nonce, byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var own = mac.doFinal(("seal\0" + purpose).getBytes(StandardCharsets.UTF_8));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(own, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(text.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealed for something else: " + purpose, e);
        }
    }
}
