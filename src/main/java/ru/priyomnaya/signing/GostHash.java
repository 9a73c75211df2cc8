package ru.priyomnaya.signing;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.GOST3411Digest;
import org.bouncycastle.crypto.digests.GOST3411_2012_256Digest;

/** GOST hashes of files. */
public final class GostHash {
    private static final int PORTION = 64 * 1024;

    private GostHash() {}

    /**
     * AttachmentHASH of ГИС ЖКХ: GOST R 34.11-94 with the CryptoPro parameters over the whole file, 64 lower-case hexadecimal
     * digits.
     */
    public static String ofAttachment(InputStream file) throws IOException {
        return hash(file, new GOST3411Digest());
    }

    /** Streebog: GOST R 34.11-2012, 256 bits, 64 lower-case hexadecimal digits. */
    public static String streebog256(InputStream file) throws IOException {
        return hash(file, new GOST3411_2012_256Digest());
    }

    private static String hash(InputStream file, Digest digest) throws IOException {
        var portion = new byte[PORTION];
        for (int read = file.read(portion); read >= 0; read = file.read(portion)) {
            digest.update(portion, 0, read);
        }
        var hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return HexFormat.of().formatHex(hash);
    }
}
