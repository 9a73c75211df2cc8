package ru.priyomnaya.document;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Encrypts what is written, a chunk at a time; see {@link SealedHeader}. What was not closed cannot be opened. */
public final class SealedOutput extends OutputStream {
    private final OutputStream out;
    private final SealedHeader header;
    private final byte[] chunk = new byte[SealedHeader.CHUNK];
    private int filled;
    private long number;
    private boolean isClosed;

    /** Under the current key. */
    public SealedOutput(OutputStream out, EncryptionKeys keys) throws IOException {
        this.out = out;
        header = SealedHeader.fresh(keys);
        out.write(header.bytes());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (isClosed) {
            throw new IOException("closed");
        }
        var at = from;
        var left = length;
        while (left > 0) {
            if (filled == chunk.length) { // only now is it known that it is not the last
                seal(false);
            }
            var taken = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, at, chunk, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
        }
    }

    private void seal(boolean isLast) throws IOException {
        try {
            out.write(header.chunk(Cipher.ENCRYPT_MODE, number, isLast).doFinal(chunk, 0, filled));
        } catch (GeneralSecurityException e) {
            throw new IOException("AES-GCM", e);
        }
        number++;
        filled = 0;
    }

    /** Writes the last chunk and leaves the stream below open. */
    public void finish() throws IOException {
        if (!isClosed) {
            seal(true);
            isClosed = true;
            out.flush();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        finish();
        out.close();
    }
}
