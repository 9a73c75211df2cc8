package ru.priyomnaya.document;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How sealed bytes begin, and the cipher of each of their chunks (decision 0038):
 *
 * <pre>
 * 8 bytes   89 'P' 'R' 'M' 0D 0A 1A 0A
 * 1 byte    version, 1
 * 1 byte    length of the key's name, then the name in ASCII
 * 32 bytes  salt
 * chunks    65536 bytes of text each, the last is shorter or as long; each followed by its tag of 16 bytes
 * </pre>
 *
 * The key of a file is HMAC-SHA256(key, "priyomnaya sealed 1" 0 salt); each chunk is AES-256-GCM under the nonce 000 last? number
 * (3, 1 and 8 bytes), with the header as associated data: what is cut off, put in or moved is found.
 */
record SealedHeader(byte[] bytes, byte[] fileKey) {
    static final int CHUNK = 65_536;
    static final int TAG = 16;
    private static final byte[] MAGIC = {(byte) 0x89, 'P', 'R', 'M', 0x0D, 0x0A, 0x1A, 0x0A};
    private static final byte VERSION = 1;
    private static final int SALT = 32;
    private static final int NONCE = 12;
    private static final String PURPOSE = "priyomnaya sealed 1";
    private static final SecureRandom RANDOM = new SecureRandom();

    static boolean begins(byte[] beginning) {
        return beginning.length >= MAGIC.length && Arrays.equals(MAGIC, 0, MAGIC.length, beginning, 0, MAGIC.length);
    }

    /** Under the current key. */
    static SealedHeader fresh(EncryptionKeys keys) {
        var id = keys.current().orElseThrow();
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        var header = new ByteArrayOutputStream();
        header.writeBytes(MAGIC);
        header.write(VERSION);
        header.write(id.length());
        header.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        header.writeBytes(salt);
        return new SealedHeader(header.toByteArray(), fileKey(keys, id, salt));
    }

    /** @throws IOException with a Russian sentence when the bytes are not ours or their key is not here */
    static SealedHeader read(InputStream in, EncryptionKeys keys) throws IOException {
        var id = keyOf(in);
        if (keys.of(id) == null) {
            throw new IOException("Зашифровано ключом «%s», в файле ключей его нет".formatted(id));
        }
        var salt = exactly(in, SALT);
        var header = new ByteArrayOutputStream();
        header.writeBytes(MAGIC);
        header.write(VERSION);
        header.write(id.length());
        header.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        header.writeBytes(salt);
        return new SealedHeader(header.toByteArray(), fileKey(keys, id, salt));
    }

    /** The name of the key, the first that a file says. */
    static String keyOf(InputStream in) throws IOException {
        if (!begins(exactly(in, MAGIC.length)) || in.read() != VERSION) {
            throw new IOException("Не зашифрованный файл «Приёмной» или другая его версия");
        }
        var length = in.read();
        return new String(exactly(in, Math.max(length, 0)), StandardCharsets.US_ASCII);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("Зашифрованный файл обрывается");
        }
        return bytes;
    }

    private static byte[] fileKey(EncryptionKeys keys, String id, byte[] salt) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var key = keys.of(id);
            if (key == null) {
                throw new IllegalStateException("No such key");
            }
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is required of every JDK", e);
        }
    }

    /** @param mode of {@link Cipher} */
    Cipher chunk(int mode, long number, boolean isLast) throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(NONCE)
                .put(new byte[] {0, 0, 0, (byte) (isLast ? 1 : 0)})
                .putLong(number)
                .array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(fileKey, "AES"), new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(bytes);
        return cipher;
    }
}
