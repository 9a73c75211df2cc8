package ru.priyomnaya.workplace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one person likes to work.
 *
 * @param language null: as the browser was told at the sign-in page, otherwise Russian
 * @param shortcuts single keys act (WCAG 2.1.4: they can be switched off)
 * @param columns of the list, in the order of the table; the number and the subject are always there
 * @param hintsSeen names of the first-use hints that the person has put away
 */
public record Preference(
        @Nullable Language language,
        Theme theme,
        Density density,
        boolean shortcuts,
        List<Column> columns,
        Set<String> hintsSeen) {
    /** Of somebody who has chosen nothing yet. */
    public static final Preference DEFAULT = new Preference(
            null,
            Theme.AUTO,
            Density.ROOMY,
            true,
            List.of(Column.CHANNEL, Column.STATUS, Column.EXECUTOR, Column.DEADLINE),
            Set.of());

    public boolean shows(Column column) {
        return columns.contains(column);
    }

    /** Whether a hint is still to be shown. */
    public boolean needs(String hint) {
        return !hintsSeen.contains(hint);
    }

    public List<Language> languages() {
        return List.of(Language.values());
    }

    /** What there is to choose from, for the screen. */
    public List<Theme> themes() {
        return List.of(Theme.values());
    }

    public List<Density> densities() {
        return List.of(Density.values());
    }

    /** Of the screens; letters are Russian always. */
    public enum Language {
        RUSSIAN("ru", "Русский"),
        ENGLISH("en", "English");

        private final Locale locale;
        private final String inItself;

        Language(String tag, String inItself) {
            this.locale = Locale.forLanguageTag(tag);
            this.inItself = inItself;
        }

        public Locale locale() {
            return locale;
        }

        /** As whoever reads it calls it. */
        public String inItself() {
            return inItself;
        }
    }

    /** Colours of the screens. */
    public enum Theme {
        /** As the operating system says. */
        AUTO("как в системе"),
        LIGHT("светлая"),
        DARK("тёмная");

        private final String inRussian;

        Theme(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    /** Room between the lines of tables. */
    public enum Density {
        ROOMY("просторно"),
        COMPACT("плотно");

        private final String inRussian;

        Density(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }

    /** What the list shows beside number and subject. */
    public enum Column {
        REGISTERED("Зарегистрировано"),
        CHANNEL("Канал"),
        KIND("Вид"),
        TOPIC("Тема учёта"),
        STATUS("Состояние"),
        EXECUTOR("Исполнитель"),
        DEADLINE("Срок");

        private final String inRussian;

        Column(String inRussian) {
            this.inRussian = inRussian;
        }

        public String inRussian() {
            return inRussian;
        }
    }
}
