package ru.priyomnaya.answer;

import java.util.Optional;
import ru.priyomnaya.signing.Signer;

/** Holds the key with which answers are signed electronically. */
public interface AnswerSigner {
    /** Empty when no key is configured. */
    Optional<Signer> signer();

    boolean isConfigured();
}
