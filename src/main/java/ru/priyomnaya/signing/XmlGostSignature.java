package ru.priyomnaya.signing;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import org.apache.xml.security.algorithms.SignatureAlgorithmSpi;
import org.apache.xml.security.signature.XMLSignatureException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Teaches the XML library GOST R 34.10-2012. The bytes of the signature go on the wire as the provider gives them: s ‖ r. */
abstract class XmlGostSignature extends SignatureAlgorithmSpi {
    private final Gost gost;
    private @Nullable Signature signature;

    private XmlGostSignature(Gost gost) {
        this.gost = gost;
    }

    /** Made by the library, by name. */
    public static final class Of256 extends XmlGostSignature {
        public Of256() {
            super(Gost.GOST_256);
        }
    }

    /** Made by the library, by name. */
    public static final class Of512 extends XmlGostSignature {
        public Of512() {
            super(Gost.GOST_512);
        }
    }

    @Override
    protected String engineGetURI() {
        return gost.signatureUri();
    }

    @Override
    protected String engineGetJCEAlgorithmString() {
        return gost.signatureName;
    }

    @Override
    protected String engineGetJCEProviderName() {
        return BouncyCastleProvider.PROVIDER_NAME;
    }

    @Override
    protected void engineInitSign(Key key) throws XMLSignatureException {
        if (!(key instanceof HeldKey held)) {
            throw new XMLSignatureException("empty", new Object[] {"only a HeldKey signs"});
        }
        signature = held.signature();
    }

    @Override
    protected void engineInitSign(Key key, SecureRandom random) throws XMLSignatureException {
        engineInitSign(key);
    }

    @Override
    protected void engineInitSign(Key key, AlgorithmParameterSpec parameters) throws XMLSignatureException {
        engineInitSign(key);
    }

    @Override
    protected void engineInitVerify(Key key) throws XMLSignatureException {
        try {
            var verifying = Signature.getInstance(gost.signatureName, BouncyCastleProvider.PROVIDER_NAME);
            verifying.initVerify((PublicKey) key);
            signature = verifying;
        } catch (GeneralSecurityException e) {
            throw new XMLSignatureException(e);
        }
    }

    @Override
    protected void engineUpdate(byte[] bytes) throws XMLSignatureException {
        engineUpdate(bytes, 0, bytes.length);
    }

    @Override
    protected void engineUpdate(byte one) throws XMLSignatureException {
        engineUpdate(new byte[] {one}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) throws XMLSignatureException {
        try {
            ready().update(bytes, from, length);
        } catch (GeneralSecurityException e) {
            throw new XMLSignatureException(e);
        }
    }

    @Override
    protected byte[] engineSign() throws XMLSignatureException {
        try {
            return ready().sign();
        } catch (GeneralSecurityException e) {
            throw new XMLSignatureException(e);
        }
    }

    @Override
    protected boolean engineVerify(byte[] value) throws XMLSignatureException {
        try {
            return ready().verify(value);
        } catch (GeneralSecurityException e) {
            return false; // a value of the wrong length is a wrong signature, not a failure of ours
        }
    }

    private Signature ready() throws XMLSignatureException {
        if (signature == null) {
            throw new XMLSignatureException("empty", new Object[] {"not initialised"});
        }
        return signature;
    }

    @Override
    protected void engineSetParameter(AlgorithmParameterSpec parameters) {
        throw new UnsupportedOperationException("GOST R 34.10-2012 takes no parameters here");
    }

    @Override
    protected void engineSetHMACOutputLength(int length) {
        throw new UnsupportedOperationException("not an HMAC");
    }
}
