package ru.priyomnaya.letter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one letter says, ready to be printed.
 *
 * @param body markup of {@link LetterText}
 * @param number registration number of the appeal, or empty
 * @param date of the letter, empty in a draft
 * @param reference «на обращение от 01.02.2026», or empty
 * @param addressee in lines
 * @param signerPosition with the power of attorney, where the right rests on one; in lines; empty for a letter that nobody signs
 * @param executor the «отметка об исполнителе» (S7), or empty
 * @param enclosures names of what is sent with it
 * @param draft not approved yet: marked as such
 * @param code null for a letter that nobody scans
 */
public record Sheet(
        String heading,
        String body,
        String number,
        String date,
        String reference,
        List<String> addressee,
        List<String> signerPosition,
        String signer,
        String executor,
        List<String> enclosures,
        boolean draft,
        @Nullable LetterCode code) {}
