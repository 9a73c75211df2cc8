package ru.priyomnaya.intake;

import java.util.List;
import ru.priyomnaya.appeal.IncomingAppeal;

/** What a message turned out to be. */
public sealed interface Reading {
    /**
     * @param digest of sender, subject, text and files: the same for copies of one message that took different ways, empty where
     *     the external id alone decides
     */
    record FromApplicant(IncomingAppeal appeal, String digest, Facts facts) implements Reading {
        public FromApplicant(IncomingAppeal appeal, String digest) {
            this(appeal, digest, Facts.NONE);
        }
    }

    /** @param sentence in Russian, by what it was recognised */
    record Automatic(String code, String sentence) implements Reading {}

    /** @param messageIds of the letters that it reports on, as far as it names them */
    record Bounce(List<String> messageIds, String diagnostic) implements Reading {}
}
