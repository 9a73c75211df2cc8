package ru.priyomnaya.search;

/** As {@code search_fold} of the database reads: small letters, ё as е. */
final class Folded {

    private Folded() {}

    /** Never longer or shorter than {@code text}: places in one are places in the other. */
    static String of(String text) {
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var letter = Character.toLowerCase(text.charAt(i));
            folded.append(letter == 'ё' ? 'е' : letter);
        }
        return folded.toString();
    }
}
