package ru.priyomnaya.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import ru.priyomnaya.search.Fragment.Place;

/** Shows why the appeals of a page were found; only the shown ones are read. */
@Service
public class Fragments {
    private static final String TEXTS = """
            select id, 'TEXT' as place, null as file, left(text, 20000) as text from appeal where id = any(cast(:ids as uuid[]))
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

    private final PlannedAnew planned;
    private final Vocabulary vocabulary;

    Fragments(PlannedAnew planned, Vocabulary vocabulary) {
        this.planned = planned;
        this.vocabulary = vocabulary;
    }

    private record Source(
            UUID appeal, Place place, @Nullable String file, String text) {}

    /** One a found appeal; none where only the subject, the number or the name match, which the list shows anyway. */
    public Map<UUID, Fragment> of(Question question, Collection<UUID> appeals) {
        var fragments = new HashMap<UUID, Fragment>();
        collect(question, TEXTS, appeals, fragments);
        var missing = new HashSet<>(appeals);
        missing.removeAll(fragments.keySet());
        collect(question, OTHERS, missing, fragments);
        return fragments;
    }

    private void collect(Question question, String sql, Collection<UUID> appeals, Map<UUID, Fragment> fragments) {
        if (appeals.isEmpty()) {
            return;
        }
        var sources = planned.jdbc()
                .sql(sql)
                .param("ids", appeals.toArray(UUID[]::new))
                .query((row, n) -> new Source(
                        row.getObject(1, UUID.class),
                        Place.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4)))
                .list();
        var forms = forms(question, sources);
        Predicate<String> marked =
                word -> forms.contains(word) || question.beginnings().stream().anyMatch(word::startsWith);
        for (var source : sources) {
            Excerpt.of(source.text(), marked, question.beginnings())
                    .ifPresent(pieces -> fragments.putIfAbsent(
                            source.appeal(), new Fragment(source.place(), source.file(), pieces)));
        }
    }

    /** The database decides about forms, by its own dictionary; asked only about words that begin alike. */
    private Set<String> forms(Question question, List<Source> sources) {
        var stems = question.lexemes().stream()
                .map(lexeme -> lexeme.length() > SHORTEST_STEM ? lexeme.substring(0, lexeme.length() - 1) : lexeme)
                .toList();
        var alike = new HashSet<String>();
        for (var source : sources) {
            var words = Excerpt.WORD.matcher(Folded.of(source.text()));
            while (words.find()) {
                var word = words.group();
                if (stems.stream().anyMatch(word::startsWith)) {
                    alike.add(word);
                }
            }
        }
        return alike.isEmpty() ? Set.of() : Set.copyOf(vocabulary.forms(new ArrayList<>(alike), question.lexemes()));
    }
}
