package ru.priyomnaya.gis;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.gis.wire.ReplyReader.DictionaryTopic;

/** Dictionary 220: what topic codes mean. */
@Repository
class GisTopics {
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    GisTopics(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    void keep(List<DictionaryTopic> topics) {
        batch.batchUpdate(
                """
                insert into gis_topic (code, guid, topic_group, name, actual) values (?, ?, ?, ?, ?)
                on conflict (code) do update set guid = excluded.guid, topic_group = excluded.topic_group,
                  name = excluded.name, actual = excluded.actual
                """,
                topics.stream()
                        .map(topic ->
                                new Object[] {topic.code(), topic.guid(), topic.group(), topic.name(), topic.actual()})
                        .toList());
    }

    boolean isEmpty() {
        return jdbc.sql("select not exists (select 1 from gis_topic)")
                .query(Boolean.class)
                .single();
    }

    /** What a topic is called until the dictionary has told its name. */
    static String unnamed(String code) {
        return "Тема " + code;
    }

    Optional<String> nameOf(String code) {
        return jdbc.sql("select name from gis_topic where code = :code")
                .param("code", code)
                .query(String.class)
                .optional();
    }
}
