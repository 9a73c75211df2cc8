package ru.priyomnaya.letter;

import java.io.IOException;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.Documents;

/** Prints letters on the letterhead in force, with its logo. */
@Component
public class LetterPrinter {
    private final LetterPages pages;
    private final Documents documents;

    LetterPrinter(LetterPages pages, Documents documents) {
        this.pages = pages;
        this.documents = documents;
    }

    /** PDF/A-2u. */
    public byte[] print(Blank blank, Sheet sheet) throws IOException {
        var logo = blank.logo();
        return pages.print(blank, sheet, logo == null ? null : documents.bytes(logo));
    }
}
