package ru.priyomnaya.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Every word that stands in some appeal. */
@Repository
class Vocabulary {
    private static final int CANDIDATES = 20;
    private static final int BEGINNINGS = 50;

    private final PlannedAnew planned;

    Vocabulary(PlannedAnew planned) {
        this.planned = planned;
    }

    /**
     * What the register knows of a word.
     *
     * @param lexeme what its forms have in common; null for a word that stands everywhere («и», «для»)
     * @param known some form of it occurs
     * @param begins words begin with it
     * @param begun their lexemes; empty when there are none or too many to name
     */
    record Entry(String word, @Nullable String lexeme, boolean known, boolean begins, List<String> begun) {}

    Map<String, Entry> lookUp(Collection<String> words) {
        var found = new HashMap<String, Entry>();
        if (words.isEmpty()) {
            return found;
        }
        planned.jdbc()
                .sql("""
                        select w.word, w.lexeme,
                          exists (select 1 from search_word v where v.lexeme = w.lexeme collate "C"),
                          array(select distinct v.lexeme from search_word v where v.word >= w.word collate "C"
                            and v.word < (w.word || chr(65535)) collate "C" limit :beginnings)
                        from (select word, (tsvector_to_array(to_tsvector('russian', word)))[1] as lexeme
                          from unnest(cast(:words as text[])) word) w
                        """)
                .param("words", words.toArray(String[]::new))
                .param("beginnings", BEGINNINGS + 1)
                .query((row, n) -> {
                    var begun = List.of((String[]) row.getArray(4).getArray());
                    return new Entry(
                            row.getString(1),
                            row.getString(2),
                            row.getBoolean(3),
                            !begun.isEmpty(),
                            begun.size() > BEGINNINGS ? List.of() : begun);
                })
                .list()
                .forEach(entry -> found.put(entry.word(), entry));
        return found;
    }

    /** The word that was probably meant. */
    Optional<Entry> nearest(String word) {
        record Candidate(String word, String lexeme, int uses) {}
        var most = Typo.most(word);
        return planned
                .jdbc()
                .sql("""
                        select word, lexeme, uses from search_word
                        where key % translate(:word, 'абвгдежзийклмнопрстуфхцчшщъыьэюя', 'abvgdejziqklmnoprstufhc4w5xy6389')
                          and length(word) between :shortest and :longest
                        order by similarity(key, translate(:word, 'абвгдежзийклмнопрстуфхцчшщъыьэюя', 'abvgdejziqklmnoprstufhc4w5xy6389')) desc,
                          uses desc
                        limit :candidates
                        """)
                .param("word", word)
                .param("shortest", word.length() - most)
                .param("longest", word.length() + most)
                .param("candidates", CANDIDATES)
                .query((row, n) -> new Candidate(row.getString(1), row.getString(2), row.getInt(3)))
                .list()
                .stream()
                .filter(candidate -> Typo.distance(word, candidate.word()) <= most)
                .min((a, b) -> {
                    var nearer = Typo.distance(word, a.word()) - Typo.distance(word, b.word());
                    return nearer != 0 ? nearer : Integer.compare(b.uses(), a.uses());
                })
                .map(candidate -> new Entry(candidate.word(), candidate.lexeme(), true, true, List.of()));
    }

    /** Which of {@code words} are forms of one of {@code lexemes}. */
    List<String> forms(Collection<String> words, Collection<String> lexemes) {
        return planned.jdbc()
                .sql("""
                        select word from unnest(cast(:words as text[])) word
                        where tsvector_to_array(to_tsvector('russian', word)) && cast(:lexemes as text[])
                        """)
                .param("words", words.toArray(String[]::new))
                .param("lexemes", lexemes.toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
