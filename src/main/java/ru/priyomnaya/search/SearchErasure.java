package ru.priyomnaya.search;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes the words of an appeal out of the search, and out of the vocabulary those that stand nowhere else. */
@Service
public class SearchErasure {
    private final JdbcClient jdbc;

    SearchErasure(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the index knows of an appeal. Nobody indexes from now on until the end of the transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> lexemes(UUID appeal) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", WordIndex.LOCK)
                .query(row -> {});
        return jdbc.sql("""
                        select lexeme from appeal_words, unnest(tsvector_to_array(words)) lexeme
                        where appeal_id = :appeal and lexeme ~ '^[а-яa-z]+$'
                        union select lexeme from answer_version v join answer w on w.id = v.answer_id,
                          unnest(tsvector_to_array(to_tsvector('russian', search_fold(left(v.text, 50000))))) lexeme
                        where w.appeal_id = :appeal and lexeme ~ '^[а-яa-z]+$'
                        """).param("appeal", appeal).query(String.class).list();
    }

    /** After the words of the appeal are gone: forgets those of {@code lexemes} that no other appeal has. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(List<String> lexemes) {
        jdbc.sql("""
                        delete from search_word w where w.lexeme = any(cast(:lexemes as text[]))
                          and not exists (select 1 from appeal_words a where a.words @@ cast('''' || w.lexeme || '''' as tsquery))
                        """).param("lexemes", lexemes.toArray(String[]::new)).update();
    }
}
