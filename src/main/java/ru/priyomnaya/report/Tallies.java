package ru.priyomnaya.report;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.organization.Organizations;
import ru.priyomnaya.report.RegistrationJournal.Period;

/**
 * Counts the appeals of a period in one statement, so that all figures are of one moment: a range of an index that holds
 * everything asked for (V008), read once.
 */
@Repository
class Tallies {
    private static final String JUDGED = """
            with judged as (
              select (a.registered_at at time zone :zone)::date as day, a.channel, a.topic_id,
                %s as outcome,
                (w.sent_at at time zone :zone)::date - (a.registered_at at time zone :zone)::date as took
              from appeal a%s
              where a.registered_at >= cast(:from as timestamp) at time zone :zone
                and a.registered_at < cast(:after as timestamp) at time zone :zone%s)
            """;
    private static final String COUNTED = """
            , counted as (
              select case when grouping(day) = 0 then 'DAY' when grouping(outcome) = 0 then 'TOPIC' else 'TIME' end as about,
                day, channel, topic_id, outcome, took, count(*) as appeals
              from judged group by grouping sets ((day, channel), (topic_id, outcome), (took)))
            select c.*, t.name from counted c left join topic t on t.id = c.topic_id
            """;

    private final JdbcClient jdbc;
    private final Organizations organizations;

    Tallies(JdbcClient jdbc, Organizations organizations) {
        this.jdbc = jdbc;
        this.organizations = organizations;
    }

    /** @param today what is due before it is overdue */
    Figures of(Period period, @Nullable UUID department, LocalDate today) {
        var tally = new Tally();
        var sql = JUDGED.formatted(
                        Outcome.NAME, Outcome.JOIN, department == null ? "" : " and a.department_id = :department")
                + COUNTED;
        var asked = jdbc.sql(sql)
                .param("zone", organizations.first().zone().getId())
                .param("today", today)
                .param("from", period.from())
                .param("after", period.until().plusDays(1));
        (department == null ? asked : asked.param("department", department)).query(tally::add);
        return tally.figures(period, department);
    }
}
