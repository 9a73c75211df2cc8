package ru.priyomnaya.letter;

import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.organization.Organization;

/**
 * The letterhead [фирменный бланк]: what stands on every letter (ГОСТ Р 7.0.97-2016, 5).
 *
 * @param edition from 1; 0 is made of the organisation's settings
 * @param name of the organisation, in lines
 * @param requisites address, telephones, ОГРН, ИНН, in lines
 * @param logo SHA-256 of a PNG or JPEG in the document store
 * @param executorMark how the «отметка об исполнителе» names them (S7)
 * @param codeText beside the QR code
 */
public record Blank(
        int edition,
        @NotNull Layout layout,
        @NotNull String name,
        @NotNull String requisites,
        @Nullable String logo,
        @NotNull ExecutorMark executorMark,
        @NotNull String codeText) {
    private static final int LONGEST_LINES = 1_000;
    private static final int LONGEST_CODE_TEXT = 150;

    /** Where the requisites stand: over the whole width, or in the corner beside the addressee. */
    public enum Layout {
        ACROSS("Продольный бланк"),
        CORNER("Угловой бланк");

        private final String inRussian;

        Layout(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    /** The forms that S7 allows. */
    public enum ExecutorMark {
        INITIALS("А. П. Иванова, тел. …"),
        FULL("Иванова Анна Петровна, тел. …");

        private final String inRussian;

        ExecutorMark(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    static Blank of(Organization organization) {
        var contacts = Stream.of(
                        organization.phone() == null ? null : "тел. " + organization.phone(),
                        organization.email(),
                        organization.site())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        var numbers = Stream.of(
                        organization.ogrn() == null ? null : "ОГРН " + organization.ogrn(),
                        organization.inn() == null ? null : "ИНН " + organization.inn())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        var requisites = Stream.of(organization.address(), contacts, numbers)
                .filter(line -> line != null && !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return new Blank(
                0,
                Layout.ACROSS,
                organization.name(),
                requisites,
                null,
                ExecutorMark.INITIALS,
                "Код для сканера: не закрывайте его и не пишите поверх");
    }

    /** @throws UnfitLetter that says what is wrong with it */
    void check() {
        if (name.isBlank() || name.length() > LONGEST_LINES) {
            throw new UnfitLetter("Название организации: от 1 до %d знаков".formatted(LONGEST_LINES));
        }
        if (requisites.length() > LONGEST_LINES) {
            throw new UnfitLetter("Реквизиты длиннее %d знаков".formatted(LONGEST_LINES));
        }
        if (codeText.length() > LONGEST_CODE_TEXT) {
            throw new UnfitLetter("Подпись к коду длиннее %d знаков".formatted(LONGEST_CODE_TEXT));
        }
    }
}
