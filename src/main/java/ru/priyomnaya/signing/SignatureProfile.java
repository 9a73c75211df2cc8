package ru.priyomnaya.signing;

import org.apache.xml.security.c14n.Canonicalizer;

/** How SignedInfo and SignedProperties are put into canonical form; both are accepted by ГИС ЖКХ. */
public enum SignatureProfile {
    /** Inclusive, SignedProperties without a Transform: the form of the operator's own examples and answers. */
    P1(Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS, false),
    /** Exclusive, SignedProperties with a Transform: independent of what surrounds the signature. */
    P3(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS, true);

    final String canonicalization;
    final boolean transformsProperties;

    SignatureProfile(String canonicalization, boolean transformsProperties) {
        this.canonicalization = canonicalization;
        this.transformsProperties = transformsProperties;
    }
}
