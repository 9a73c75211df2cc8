package ru.priyomnaya.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import ru.priyomnaya.search.QueryTerms.Term;
import ru.priyomnaya.search.Question.ReadAs;
import ru.priyomnaya.search.Vocabulary.Entry;

/** Understands what was typed: forms and beginnings of words, mistakes, a wrong keyboard layout, phrases, exclusions. */
@Component
class QueryReader {
    private static final int SHORTEST_BEGINNING = 3;
    private static final int SHORTEST_NUMBER = 4;

    private final Vocabulary vocabulary;

    QueryReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** @param exact words are not replaced and not completed; their forms still count */
    Question understand(String query, boolean exact) {
        var terms = QueryTerms.of(query);
        var reading = new Reading(vocabulary.lookUp(words(terms)), exact);
        var conditions = new ArrayList<String>();
        var found = false;
        for (var term : terms) {
            var condition = reading.condition(term);
            if (!condition.isEmpty()) {
                conditions.add(term.excluded() ? "!(" + condition + ")" : "(" + condition + ")");
                found |= !term.excluded();
            }
        }
        // Only exclusions would be the whole register.
        return new Question(
                found ? String.join(" & ", conditions) : "",
                List.copyOf(reading.readAs),
                Set.copyOf(reading.lexemes),
                Set.copyOf(reading.beginnings));
    }

    private static Set<String> words(List<Term> terms) {
        var words = new LinkedHashSet<String>();
        for (var term : terms) {
            words.addAll(term.words());
            KeyboardLayout.russian(term.typed()).ifPresent(words::add);
        }
        return words;
    }

    /** One query being read. */
    private final class Reading {
        private final Map<String, Entry> known;
        private final boolean exact;
        private final List<ReadAs> readAs = new ArrayList<>();
        private final Set<String> lexemes = new LinkedHashSet<>();
        private final Set<String> beginnings = new LinkedHashSet<>();

        Reading(Map<String, Entry> known, boolean exact) {
            this.known = known;
            this.exact = exact;
        }

        String condition(Term term) {
            return switch (term.kind()) {
                case KEY -> key(term);
                case PHRASE -> phrase(term);
                case WORDS -> words(term);
            };
        }

        private String key(Term term) {
            mark(term, beginnings, term.typed());
            var whole = quoted(term.typed()) + ":*";
            return term.words().size() < 2 ? whole : whole + " | (" + phrase(term) + ")";
        }

        /** Words that stand everywhere are not indexed, but they keep their place. */
        private String phrase(Term term) {
            var phrase = new StringBuilder();
            var gap = 1;
            for (var word : term.words()) {
                var entry = known.get(word);
                if (entry == null || entry.lexeme() == null) {
                    gap++;
                    continue;
                }
                mark(term, lexemes, entry.lexeme());
                phrase.append(phrase.isEmpty() ? "" : " <" + gap + "> ").append(quoted(entry.lexeme()));
                gap = 1;
            }
            return phrase.toString();
        }

        private String words(Term term) {
            var typedInLatin = exact ? Optional.<Entry>empty() : inRussian(term);
            if (typedInLatin.isPresent()) {
                readAs.add(new ReadAs(term.typed(), typedInLatin.get().word()));
                return word(term, typedInLatin.get());
            }
            return String.join(
                    " & ",
                    term.words().stream()
                            .flatMap(word -> Stream.ofNullable(known.get(word)))
                            .map(entry -> word(term, entry))
                            .filter(condition -> !condition.isEmpty())
                            .map(condition -> "(" + condition + ")")
                            .toList());
        }

        private Optional<Entry> inRussian(Term term) {
            var understood = term.words().stream().allMatch(word -> {
                var entry = known.get(word);
                return entry == null || entry.known() || entry.begins();
            });
            return understood
                    ? Optional.empty()
                    : KeyboardLayout.russian(term.typed())
                            .map(known::get)
                            .filter(entry -> entry.lexeme() != null && (entry.known() || entry.begins()));
        }

        private String word(Term term, Entry entry) {
            var word = entry.word();
            if (word.chars().allMatch(Character::isDigit)) {
                mark(term, beginnings, word);
                return quoted(word) + (word.length() >= SHORTEST_NUMBER && !exact ? ":*" : "");
            }
            if (entry.lexeme() == null) {
                return "";
            }
            if (exact || entry.known()) {
                mark(term, lexemes, entry.lexeme());
                return quoted(entry.lexeme());
            }
            if (entry.begins() && word.length() >= SHORTEST_BEGINNING) {
                mark(term, beginnings, word);
                // By name: an index that is asked for a beginning reads every posting of every word before the first
                // find.
                return entry.begun().isEmpty()
                        ? quoted(word) + ":*"
                        : String.join(
                                " | ",
                                entry.begun().stream().map(Reading::quoted).toList());
            }
            var meant = term.excluded() ? Optional.<Entry>empty() : vocabulary.nearest(word);
            meant.ifPresent(nearest -> readAs.add(new ReadAs(word, nearest.word())));
            var lexeme = meant.map(Entry::lexeme).orElse(entry.lexeme());
            mark(term, lexemes, lexeme);
            return quoted(lexeme);
        }

        private static void mark(Term term, Set<String> marked, String text) {
            if (!term.excluded()) {
                marked.add(text);
            }
        }

        private static String quoted(String lexeme) {
            return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'";
        }
    }
}
