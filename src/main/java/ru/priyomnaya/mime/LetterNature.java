package ru.priyomnaya.mime;

import java.util.Optional;
import java.util.Set;

/** Who wrote a letter: a person, a program, or a mail server that returns one of ours. */
public sealed interface LetterNature {
    /**
     * @param addresses ours, in lower case
     * @param mark the value of {@link OpenLetter#OUR_MARK} in letters of this installation; another installation has another
     * @param lists List-Ids of the office's own distribution lists, in lower case
     */
    record Ourselves(Set<String> addresses, String mark, Set<String> lists) {}

    /** A person, as far as anybody can tell. */
    record Personal() implements LetterNature {}

    /**
     * Written by a program: not registered, not answered.
     *
     * @param code stable: {@code MAIL-013}
     * @param sentence in Russian, by what it was recognised
     */
    record Automatic(String code, String sentence) implements LetterNature {}

    /**
     * A letter of ours that was not delivered.
     *
     * @param report everything in which it may name our letter, as Latin-1 and decoded text
     * @param recipient the address that failed, where the report names one
     * @param diagnostic the server's words, at most 500 characters
     * @param certain false when a person may have written it all the same
     */
    record Returned(String report, Optional<String> recipient, String diagnostic, boolean certain)
            implements LetterNature {}

    /**
     * The mail server holds it for spam: a person decides.
     *
     * @param sentence in Russian, by what header
     */
    record Spam(String code, String sentence) implements LetterNature {}

    /**
     * @param bytes of {@code opened}
     * @param us how we know ourselves
     */
    static LetterNature of(OpenLetter opened, Letter letter, byte[] bytes, Ourselves us) {
        return DeliveryReport.in(opened, letter, bytes)
                .or(() -> AutomaticMail.in(opened, letter, us))
                .or(() -> SpamMark.in(opened))
                .orElseGet(Personal::new);
    }
}
