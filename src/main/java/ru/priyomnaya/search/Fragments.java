package ru.priyomnaya.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import ru.priyomnaya.search.Excerpt.Hit;
import ru.priyomnaya.search.Fragment.Place;

/** Shows why the appeals of a page were found; only the shown ones are read. */
@Service
public class Fragments {
    /** Without a place: what the list shows anyway. */
    private static final String TEXTS = """
            select a.id, s.place, null as file, s.text from appeal a cross join lateral (values ('TEXT', left(a.text, 20000)),
              (null, concat_ws(' ', a.number, left(a.subject, 500), a.last_name, a.first_name, a.middle_name, a.organization_name))) s (place, text)
            where a.id = any(cast(:ids as uuid[]))
            """;

    private static final String OTHERS = """
            select appeal_id as id, 'ANSWER' as place, null as file, left(text, 20000) as text from answer where appeal_id = any(cast(:ids as uuid[]))
            union all select appeal_id, 'LETTER', null, left(concat_ws(' ', subject, text), 20000) from case_note where appeal_id = any(cast(:ids as uuid[]))
            union all select t.appeal_id, 'FILE', t.name, left(d.text, 50000) from attachment t
              join document_text d on d.sha256 = t.sha256 where t.appeal_id = any(cast(:ids as uuid[])) and d.text is not null
            union all select w.appeal_id, 'FILE', f.name, left(d.text, 50000) from answer w join answer_file f on f.answer_id = w.id
              join document_text d on d.sha256 = f.sha256 where w.appeal_id = any(cast(:ids as uuid[])) and d.text is not null
            union all select appeal_id, 'FILE', null, name from attachment where appeal_id = any(cast(:ids as uuid[]))
            union all select w.appeal_id, 'FILE', null, f.name from answer w join answer_file f on f.answer_id = w.id
              where w.appeal_id = any(cast(:ids as uuid[]))
            union all select id, 'APPLICANT', null, concat_ws(', ', postal_address, 'счёт ' || account, phone, email, 'ИНН ' || inn) from appeal
              where id = any(cast(:ids as uuid[]))
            """;
    private static final int SHORTEST_STEM = 2;

    private final JdbcClient jdbc;
    private final Vocabulary vocabulary;

    Fragments(JdbcClient jdbc, Vocabulary vocabulary) {
        this.jdbc = jdbc;
        this.vocabulary = vocabulary;
    }

    /** @param alike words that begin as something that was looked for */
    private record Source(
            UUID appeal, @Nullable Place place, @Nullable String file, String text, String folded, List<Hit> alike) {}

    /** One a found appeal; none where only the subject, the number or the name match, which the list shows anyway. */
    public Map<UUID, Fragment> of(Question question, Collection<UUID> appeals) {
        var fragments = new HashMap<UUID, Fragment>();
        var shown = collect(question, TEXTS, appeals, fragments);
        var missing = new HashSet<>(appeals);
        missing.removeAll(fragments.keySet());
        if (question.lexemes().size() + question.beginnings().size() == 1) {
            missing.removeAll(shown); // all of it stands there
        }
        collect(question, OTHERS, missing, fragments);
        return fragments;
    }

    /** Returns the appeals of which the list itself shows something that was looked for. */
    private Set<UUID> collect(Question question, String sql, Collection<UUID> appeals, Map<UUID, Fragment> fragments) {
        if (appeals.isEmpty()) {
            return Set.of();
        }
        var stems = question.lexemes().stream().map(Fragments::stem).toList();
        var looked = Stream.concat(
                        stems.stream(), question.beginnings().stream().filter(Excerpt::isWord))
                .toList();
        var sources = jdbc.sql(sql)
                .param("ids", appeals.toArray(UUID[]::new))
                .query((row, n) -> source(row, looked))
                .list();
        var forms = forms(question, stems, sources);
        Predicate<Hit> marked = hit -> forms.contains(hit.word()) || begins(hit.word(), question.beginnings());
        var shown = new HashSet<UUID>();
        for (var source : sources) {
            var words = source.alike().stream().filter(marked).toList();
            Excerpt.of(source.text(), source.folded(), words, question.beginnings())
                    .ifPresent(pieces -> {
                        if (source.place() == null) {
                            shown.add(source.appeal());
                        } else {
                            fragments.putIfAbsent(source.appeal(), new Fragment(source.place(), source.file(), pieces));
                        }
                    });
        }
        return shown;
    }

    private static String stem(String lexeme) {
        return lexeme.length() > SHORTEST_STEM ? lexeme.substring(0, lexeme.length() - 1) : lexeme;
    }

    private static Source source(ResultSet row, List<String> looked) throws SQLException {
        var text = row.getString(4);
        var folded = Folded.of(text);
        return new Source(
                row.getObject(1, UUID.class),
                Optional.ofNullable(row.getString(2)).map(Place::valueOf).orElse(null),
                row.getString(3),
                text,
                folded,
                Excerpt.words(folded, looked));
    }

    /** The database decides about forms, by its own dictionary; asked only about words that begin alike. */
    private Set<String> forms(Question question, List<String> stems, List<Source> sources) {
        var alike = sources.stream()
                .flatMap(source -> source.alike().stream())
                .map(Hit::word)
                .filter(word -> begins(word, stems))
                .collect(Collectors.toSet());
        return alike.isEmpty() ? Set.of() : Set.copyOf(vocabulary.forms(alike, question.lexemes()));
    }

    private static boolean begins(String word, Collection<String> beginnings) {
        return beginnings.stream().anyMatch(word::startsWith);
    }
}
