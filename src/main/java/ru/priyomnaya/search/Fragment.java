package ru.priyomnaya.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where something was found, with what stands around it.
 *
 * @param file its name, when found in a file
 */
public record Fragment(Place place, @Nullable String file, List<Piece> pieces) {
    /** A part of the text as it stands there; {@code found} parts are shown marked. */
    public record Piece(String text, boolean found) {}

    public enum Place {
        TEXT(""),
        ANSWER("в ответе"),
        LETTER("в письме заявителя"),
        FILE("во вложении"),
        APPLICANT("в данных заявителя");

        private final String inRussian;

        Place(String inRussian) {
            this.inRussian = inRussian;
        }
    }

    /** «во вложении договор.pdf»; empty for the text of the appeal itself. */
    public String where() {
        return file == null ? place.inRussian : place.inRussian + " " + file;
    }
}
