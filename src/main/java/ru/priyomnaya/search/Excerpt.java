package ru.priyomnaya.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ru.priyomnaya.search.Fragment.Piece;

/** The part of a text where most of what was looked for stands together. */
final class Excerpt {
    private static final int WIDTH = 180;
    private static final int BEFORE = 50;

    private Excerpt() {}

    /** A word or a key where it stands in a folded text. */
    record Hit(int from, int to, String word) {}

    /** Words that begin with any of {@code beginnings}, each once, in their order. */
    static List<Hit> words(String folded, Collection<String> beginnings) {
        var words = new TreeMap<Integer, Hit>();
        for (var beginning : beginnings) {
            for (int at = folded.indexOf(beginning); at >= 0; at = folded.indexOf(beginning, at + beginning.length())) {
                if (at == 0 || !Character.isLetterOrDigit(folded.charAt(at - 1))) {
                    var end = at + beginning.length();
                    while (end < folded.length() && Character.isLetterOrDigit(folded.charAt(end))) {
                        end++;
                    }
                    words.putIfAbsent(at, new Hit(at, end, folded.substring(at, end)));
                }
            }
        }
        return List.copyOf(words.values());
    }

    /** Letters and digits only. */
    static boolean isWord(String key) {
        return key.codePoints().allMatch(Character::isLetterOrDigit);
    }

    /**
     * @param words to be marked, in their order
     * @param keys folded beginnings of numbers and addresses; those with punctuation are no words and marked too
     */
    static Optional<List<Piece>> of(String text, String folded, List<Hit> words, Set<String> keys) {
        var hits = new ArrayList<>(words);
        for (var key : keys) {
            if (!isWord(key)) {
                for (int at = folded.indexOf(key); at >= 0; at = folded.indexOf(key, at + key.length())) {
                    hits.add(new Hit(at, at + key.length(), key));
                }
            }
        }
        hits.sort(Comparator.comparingInt(Hit::from));
        return hits.isEmpty() ? Optional.empty() : Optional.of(cut(text, hits, densest(hits)));
    }

    /** The first hit of the richest stretch. */
    private static int densest(List<Hit> hits) {
        var best = 0;
        var most = 0;
        for (int i = 0; i < hits.size(); i++) {
            var different = new HashSet<String>();
            for (int j = i; j < hits.size() && hits.get(j).to() - hits.get(i).from() <= WIDTH - BEFORE; j++) {
                different.add(hits.get(j).word());
            }
            if (different.size() > most) {
                most = different.size();
                best = hits.get(i).from();
            }
        }
        return best;
    }

    private static List<Piece> cut(String text, List<Hit> hits, int around) {
        var from = around <= BEFORE ? 0 : afterBlank(text, around - BEFORE, around);
        var to = from + WIDTH >= text.length() ? text.length() : beforeBlank(text, from + WIDTH);
        var pieces = new ArrayList<Piece>();
        var at = from;
        pieces.add(new Piece(from > 0 ? "… " : "", false));
        for (var hit : hits) {
            if (hit.from() >= at && hit.from() < to) {
                pieces.add(new Piece(text.substring(at, hit.from()), false));
                pieces.add(new Piece(text.substring(hit.from(), hit.to()), true));
                at = hit.to();
            }
        }
        pieces.add(new Piece(at < to ? text.substring(at, to) : "", false));
        pieces.add(new Piece(to < text.length() ? " …" : "", false));
        return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
    }

    private static int afterBlank(String text, int from, int limit) {
        for (int i = from; i < limit; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return from;
    }

    private static int beforeBlank(String text, int to) {
        for (int i = to; i > to - BEFORE; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return to;
    }
}
