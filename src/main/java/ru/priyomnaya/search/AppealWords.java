package ru.priyomnaya.search;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the words of appeals, many at a time. */
@Repository
public class AppealWords {
    /** Of long texts their beginning: a tsvector has a limit of 1 MB. */
    private static final String WRITE = """
            with texts as materialized (
              select a.id, a.organization_id, a.registered_at, a.number_seq, a.channel,
                search_fold(concat_ws(' ', a.number, left(a.subject, 500), left(a.last_name, 500), left(a.first_name, 500),
                  left(a.middle_name, 500), left(a.organization_name, 500), a.email, a.account, a.inn, left(a.postal_address, 500))) as who,
                search_fold(left(a.text, 50000)) as text,
                search_fold(left((select string_agg(t.text, ' ') from (
                  select left(w.text, 50000) as text from answer w where w.appeal_id = a.id
                  union all select left(concat_ws(' ', n.subject, n.text), 20000) from case_note n where n.appeal_id = a.id) t), 50000)) as answers,
                search_fold(left((select string_agg(concat_ws(' ', f.name, left(d.text, 50000)), ' ') from (
                  select t.name, t.sha256 from attachment t where t.appeal_id = a.id
                  union all select e.name, e.sha256 from answer_file e join answer w on w.id = e.answer_id where w.appeal_id = a.id) f
                  left join document_text d on d.sha256 = f.sha256), 100000)) as files,
                search_keys(a.number, a.email, a.account, a.inn, right(regexp_replace(a.phone, '\\D', '', 'g'), 10),
                  right(regexp_replace(a.phone, '\\D', '', 'g'), 7)) as keys
              from appeal a where %s
            ), vocabulary as (
              insert into search_word (word, lexeme, uses)
              select w.word, w.lexeme, w.uses from (
                select word, count(*) as uses, (tsvector_to_array(to_tsvector('russian', word)))[1] as lexeme
                from texts, regexp_split_to_table(concat_ws(' ', who, text, answers, files), ' +') word
                where word ~ '^[а-яa-z]{3,40}$' group by word) w
              where w.lexeme is not null and not exists (select 1 from search_word v where v.word = w.word and v.uses >= 100)
              order by w.word
              on conflict (word) do update set uses = search_word.uses + excluded.uses
            )
            insert into appeal_words (appeal_id, organization_id, registered_at, number_seq, words)
            select id, organization_id, registered_at, number_seq,
              setweight(to_tsvector('russian', who), 'A') || setweight(to_tsvector('russian', text), 'B')
                || setweight(to_tsvector('russian', coalesce(answers, '')), 'C')
                || setweight(to_tsvector('russian', coalesce(files, '')), 'D') || keys || search_blocks(registered_at)
                || array_to_tsvector(array['~c:' || channel])
            from texts order by registered_at, number_seq
            on conflict (appeal_id) do update set words = excluded.words, registered_at = excluded.registered_at
            """;

    private final JdbcClient jdbc;

    AppealWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(Collection<UUID> appeals) {
        jdbc.sql(WRITE.formatted("a.id = any(cast(:appeals as uuid[]))"))
                .param("appeals", appeals.toArray(UUID[]::new))
                .update();
    }

    /** For whoever writes appeals in bulk: those with numbers from {@code first} to {@code last} of a year. */
    public static String ofNumbers(int year, long first, long last) {
        return WRITE.formatted("a.number_year = %d and a.number_seq between %d and %d".formatted(year, first, last));
    }
}
