package ru.priyomnaya.answer;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.stereotype.Component;
import ru.priyomnaya.document.DocumentStore;
import ru.priyomnaya.document.Documents;
import ru.priyomnaya.paper.PagePictures;

/** Prints an answer once, when it is approved: what is signed, on paper or electronically, is these bytes. */
@Component
class ApprovedLetters {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Letterhead letterhead;
    private final DocumentStore store;
    private final Documents documents;

    ApprovedLetters(Letterhead letterhead, DocumentStore store, Documents documents) {
        this.letterhead = letterhead;
        this.store = store;
        this.documents = documents;
    }

    void keep(Answer answer) throws IOException {
        answer.codeOr(ApprovedLetters::newCode);
        var pdf = letterhead.render(answer);
        var document = store.put(pdf);
        documents.keep(List.of(document));
        try (var pages = new PagePictures(pdf)) {
            answer.print(document.sha256(), pages.pages());
        }
    }

    /** 60 bits that nobody can guess. */
    private static String newCode() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (code, at) -> code.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }
}
