package ru.priyomnaya.signing;

/** Signs in the name of the organisation: with a key that the gateway holds, or by an external signing service. */
public interface Signer {
    /**
     * Signs the one element in the Body of a SOAP envelope. The result is verified before it is returned and must be sent byte
     * for byte.
     *
     * @param envelope UTF-8; the element in the Body has an {@code Id} and no signature yet
     * @throws SigningFailure when there is no good signature
     */
    byte[] signEnvelope(byte[] envelope, SignatureProfile profile);

    /**
     * A detached signature (CMS SignedData, DER) over a file, verified before it is returned.
     *
     * @throws SigningFailure when there is no good signature
     */
    byte[] signDetached(byte[] file);

    /** Whose signature it will be. */
    CertificateInfo certificate();
}
