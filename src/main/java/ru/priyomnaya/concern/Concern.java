package ru.priyomnaya.concern;

/**
 * Something that a person should put right.
 *
 * @param about which one of its kind, for example the route; the same while it is the same trouble
 * @param sentence what it is and what to do, in Russian; no personal data
 * @param step it is told again when this changes, for example every fourteen days of a certificate's last sixty
 */
public record Concern(ConcernKind kind, String about, String sentence, String step) {
    /** Told once. */
    public Concern(ConcernKind kind, String about, String sentence) {
        this(kind, about, sentence, "");
    }
}
