package ru.priyomnaya.search;

import java.util.Optional;

/** «rdbnfywbz»: typed while the keyboard was in Latin. */
final class KeyboardLayout {
    private static final String LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private static final String RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюе"; // ё is folded

    private KeyboardLayout() {}

    /** The same keys in Russian; empty when something else than these keys was pressed. */
    static Optional<String> russian(String typed) {
        var russian = new StringBuilder(typed.length());
        var letters = false;
        for (int i = 0; i < typed.length(); i++) {
            var key = typed.charAt(i);
            var at = LATIN.indexOf(Character.toLowerCase(key));
            if (at < 0) {
                return Optional.empty();
            }
            letters |= Character.isLetter(key);
            russian.append(RUSSIAN.charAt(at));
        }
        return letters ? Optional.of(russian.toString()) : Optional.empty();
    }
}
