package ru.priyomnaya.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody typed into the search field, cut into terms. */
final class QueryTerms {
    private static final int LONGEST = 500;
    private static final int MOST = 12;
    private static final Pattern PIECE = Pattern.compile("(-?)(?:\"([^\"]*)\"?|«([^»]*)»?|([^\\s\"«]+))");
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\w/@.-])(?:\\+?7|8)?[\\s(-]*\\d{3}[\\s)-]*\\d{3}[\\s-]*\\d{2}[\\s-]*\\d{2}(?![\\w/@])");
    private static final Pattern KEY = Pattern.compile("(?=.*\\d).*[/\\-_.].*|.*@.*");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}+@]++|[,;:!?.)\\]»]++$");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private QueryTerms() {}

    enum Kind {
        /** All of its words, anywhere. */
        WORDS,
        /** Its words one behind the other. */
        PHRASE,
        /** A number, an address: whole or its beginning. */
        KEY
    }

    /**
     * @param typed folded, as it stood there
     * @param words its letters and digits
     */
    record Term(Kind kind, String typed, List<String> words, boolean excluded) {}

    /** At most twelve terms of the first 500 characters. */
    static List<Term> of(String query) {
        var terms = new ArrayList<Term>();
        var text = Folded.of(query.length() > LONGEST ? query.substring(0, LONGEST) : query);
        var phones = PHONE.matcher(text);
        while (phones.find()) {
            var digits = phones.group().replaceAll("\\D", "");
            terms.add(new Term(Kind.KEY, digits.substring(digits.length() - 10), List.of(), false));
        }
        var pieces = PIECE.matcher(PHONE.matcher(text).replaceAll(" "));
        while (pieces.find() && terms.size() < MOST) {
            var excluded = !pieces.group(1).isEmpty();
            var phrase = pieces.group(2) != null ? pieces.group(2) : pieces.group(3);
            var term = phrase != null ? phrase(phrase, excluded) : piece(pieces.group(4), excluded);
            if (!term.words().isEmpty()) {
                terms.add(term);
            }
        }
        return List.copyOf(terms);
    }

    private static Term phrase(String phrase, boolean excluded) {
        return new Term(Kind.PHRASE, phrase, words(phrase), excluded);
    }

    private static Term piece(String piece, boolean excluded) {
        var bare = EDGES.matcher(piece).replaceAll("");
        var isKey = KEY.matcher(bare).matches();
        return new Term(isKey ? Kind.KEY : Kind.WORDS, isKey ? bare : piece, words(bare), excluded);
    }

    private static List<String> words(String text) {
        return BETWEEN.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }
}
