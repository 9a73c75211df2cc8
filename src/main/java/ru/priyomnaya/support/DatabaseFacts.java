package ru.priyomnaya.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts and sizes; never a row. */
@Component
class DatabaseFacts {
    private static final Map<String, String> QUESTIONS = questions();

    private final JdbcTemplate jdbc;

    DatabaseFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private static Map<String, String> questions() {
        var questions = new LinkedHashMap<String, String>();
        questions.put("version", "select version()");
        questions.put(
                "migrations",
                "select version, description, installed_on, success from flyway_schema_history order by installed_rank");
        questions.put("tables", """
                select relname, n_live_tup, n_dead_tup, pg_total_relation_size(relid) as bytes, last_autovacuum, last_autoanalyze
                from pg_stat_user_tables order by pg_total_relation_size(relid) desc
                """);
        questions.put("intake", "select channel, state, code, count(*) from intake group by 1, 2, 3 order by 4 desc");
        questions.put(
                "deliveries", "select channel, kind, state, count(*) from delivery group by 1, 2, 3 order by 4 desc");
        questions.put("appeals", "select channel, status, count(*) from appeal group by 1, 2 order by 3 desc");
        questions.put(
                "exchanges",
                "select operation, state, error_code, count(*) from gis_exchange group by 1, 2, 3 order by 4 desc");
        questions.put(
                "pulses",
                "select channel, last_success_at, last_failure_at, failing_since from channel_pulse order by 1");
        questions.put("leases", "select * from lease order by 1");
        questions.put(
                "waiting sessions",
                "select state, wait_event_type, wait_event, count(*) from pg_stat_activity where datname = current_database() group by 1, 2, 3");
        return questions;
    }

    /** Question → its rows, one a line. */
    List<String> lines() {
        return QUESTIONS.entrySet().stream()
                .flatMap(question -> Stream.concat(
                        Stream.of("", "== " + question.getKey()),
                        jdbc.queryForList(question.getValue()).stream().map(Object::toString)))
                .toList();
    }
}
