package ru.priyomnaya.mime;

import java.util.Optional;
import java.util.Set;

/** What mail servers write on a letter that they take for spam. */
final class SpamMark {
    private static final Set<String> YES = Set.of("yes", "spam", "true");

    private SpamMark() {}

    static Optional<LetterNature> in(OpenLetter letter) {
        for (var name : new String[] {"X-Spam-Flag", "X-Spam-Status", "X-Spam", "X-Mras"}) {
            var word = letter.keyword(name).split("[,; ]", 2)[0];
            if (YES.contains(word)) {
                return spam(name);
            }
        }
        // Yandex: 1 is clean, 4 is spam.
        return letter.keyword("X-Yandex-Spam").equals("4") ? spam("X-Yandex-Spam") : Optional.empty();
    }

    private static Optional<LetterNature> spam(String header) {
        return Optional.of(new LetterNature.Spam(
                "MAIL-009", "Почтовый сервер считает письмо спамом (%s): решите, обращение ли это".formatted(header)));
    }
}
