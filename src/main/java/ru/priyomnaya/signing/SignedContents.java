package ru.priyomnaya.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** What lies inside signed data that carry their content (RFC 5652, 5). */
public final class SignedContents {
    private SignedContents() {}

    /** Nothing when these are no signed data, or carry nothing. Whether the signature is good is another question. */
    public static Optional<byte[]> of(byte[] cms) {
        try {
            var content = new CMSSignedData(cms).getSignedContent();
            if (content == null) {
                return Optional.empty();
            }
            var bytes = new ByteArrayOutputStream();
            content.write(bytes);
            return Optional.of(bytes.toByteArray());
        } catch (CMSException | IOException | RuntimeException notSignedData) {
            return Optional.empty();
        }
    }
}
