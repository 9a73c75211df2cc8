package ru.priyomnaya.mailbox;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Corrections;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.intake.Facts;
import ru.priyomnaya.intake.Originals;
import ru.priyomnaya.mime.Charsets;
import ru.priyomnaya.mime.OpenLetter;
import ru.priyomnaya.mime.UnreadableLetter;

/** What a person does about the reading of a letter. */
@Service
@PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR')")
public class LetterDesk {
    private final Originals originals;
    private final Documents documents;
    private final Corrections corrections;

    LetterDesk(Originals originals, Documents documents, Corrections corrections) {
        this.originals = originals;
        this.documents = documents;
        this.corrections = corrections;
    }

    /** Charsets that may be chosen. */
    @PreAuthorize("isAuthenticated()")
    public List<String> charsets() {
        return Charsets.CHOICE;
    }

    /**
     * Reads the letter behind an appeal anew in a charset that a person has chosen.
     *
     * @param charset one of {@link #charsets}
     * @throws IllegalArgumentException when it is none of them, or there is no letter
     */
    public void reread(UUID appealId, String charset) throws IOException {
        if (!Charsets.CHOICE.contains(charset)) {
            throw new IllegalArgumentException("Кодировка — одна из: " + String.join(", ", Charsets.CHOICE));
        }
        var original = originals
                .of(appealId)
                .filter(one -> one.mediaType()
                        .equals(Originals.original("", Channel.EMAIL).mediaType()))
                .orElseThrow(() -> new IllegalArgumentException("Это обращение пришло не письмом"));
        try {
            var letter = OpenLetter.of(documents.bytes(original.sha256())).readAs(Charset.forName(charset));
            corrections.reread(appealId, letter.subject(), letter.text(), letter.html(), charset);
        } catch (UnreadableLetter e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    /** The applicant is the one whom the reader proposed. */
    public void acceptProposed(UUID appealId) {
        var facts = originals.facts(appealId);
        if (facts.proposedEmail() == null) {
            throw new IllegalArgumentException("Другой заявитель не найден");
        }
        corrections.applicantIs(appealId, facts.proposedName(), facts.proposedEmail());
    }

    /** What the reader found out beside the text; {@link Facts#NONE} when nothing. */
    @PreAuthorize("hasAnyRole('REGISTRAR', 'EXECUTOR', 'SIGNER', 'DIRECTOR', 'AUDITOR')")
    public Facts facts(UUID appealId) {
        return originals.facts(appealId);
    }
}
