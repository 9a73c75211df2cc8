package ru.priyomnaya.document;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/** Decrypts what {@link SealedOutput} wrote: nothing is given out before its chunk was found to be whole. */
public final class SealedInput extends InputStream {
    private static final int SEALED = SealedHeader.CHUNK + SealedHeader.TAG;

    private final InputStream in;
    private final SealedHeader header;
    private byte[] ahead;
    private byte[] open = new byte[0];
    private int at;
    private long number;
    private boolean isOver;

    /** @throws IOException with a Russian sentence when the key is not here */
    public SealedInput(InputStream in, EncryptionKeys keys) throws IOException {
        this.in = in;
        header = SealedHeader.read(in, keys);
        ahead = in.readNBytes(SEALED);
    }

    /** Whether bytes begin as sealed ones do. */
    public static boolean isSealed(byte[] beginning) {
        return SealedHeader.begins(beginning);
    }

    /** The name of the key under which a file was sealed. */
    public static String keyOf(InputStream in) throws IOException {
        return SealedHeader.keyOf(in);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == open.length) {
            if (isOver) {
                return -1;
            }
            next();
        }
        var taken = Math.min(length, open.length - at);
        System.arraycopy(open, at, bytes, from, taken);
        at += taken;
        return taken;
    }

    private void next() throws IOException {
        var sealed = ahead;
        ahead = sealed.length < SEALED ? new byte[0] : in.readNBytes(SEALED);
        isOver = ahead.length == 0;
        if (sealed.length < SealedHeader.TAG) {
            throw new IOException("Зашифрованный файл обрывается");
        }
        try {
            open = header.chunk(Cipher.DECRYPT_MODE, number++, isOver).doFinal(sealed);
            at = 0;
        } catch (AEADBadTagException e) {
            throw new IOException("Зашифрованный файл изменён или оборван, или ключ не тот", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("Зашифрованный файл не читается", e);
        }
    }

    @Override
    public int available() {
        return open.length - at;
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(open, (byte) 0);
        in.close();
    }
}
