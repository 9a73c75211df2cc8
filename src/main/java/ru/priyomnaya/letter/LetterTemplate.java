package ru.priyomnaya.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How letters of a kind read.
 *
 * @param edition from 1; 0 is the one that comes with the program
 * @param body markup of {@link LetterText} with variables
 */
public record LetterTemplate(
        LetterKind kind,
        int edition,
        String heading,
        String body,
        @Nullable String author,
        @Nullable Instant savedAt) {
    private static final int LONGEST_HEADING = 200;
    private static final int LONGEST_BODY = 5_000;

    static LetterTemplate shipped(LetterKind kind) {
        return new LetterTemplate(kind, 0, kind.heading(), kind.body(), null, null);
    }

    /** @throws UnfitLetter that says what is wrong with it */
    void check() {
        if (heading.isBlank() || heading.length() > LONGEST_HEADING) {
            throw new UnfitLetter("Заголовок письма: от 1 до %d знаков".formatted(LONGEST_HEADING));
        }
        if (body.isBlank() || body.length() > LONGEST_BODY) {
            throw new UnfitLetter("Текст шаблона: от 1 до %d знаков".formatted(LONGEST_BODY));
        }
        LetterText.check(body);
        var unknown = Variables.unknownIn(heading + body, kind.variables());
        if (!unknown.isEmpty()) {
            throw new UnfitLetter("Таких подстановок в этом письме нет: %s. Есть: %s"
                    .formatted(String.join(", ", unknown), String.join(", ", kind.variables())));
        }
        if (kind.needsText() && !body.contains("{{текст}}")) {
            throw new UnfitLetter("В шаблоне нет {{текст}}: написанное исполнителем не попадёт в письмо");
        }
    }
}
