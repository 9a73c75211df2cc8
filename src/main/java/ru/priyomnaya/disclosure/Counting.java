package ru.priyomnaya.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Links;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.disclosure.Cells.Came;
import ru.priyomnaya.disclosure.Cells.Ended;
import ru.priyomnaya.disclosure.Cells.Marked;
import ru.priyomnaya.disclosure.Cells.Served;
import ru.priyomnaya.rating.Rating;

/**
 * Counts the appeals registered in a period, in a few statements that group: each reads one range of an index that holds what it
 * asks for (V020) and gives thousands of rows at most, whatever the register holds.
 */
@Repository
class Counting {
    private static final String OF_PERIOD = """
            where a.registered_at >= cast(:from as timestamp) at time zone :zone
              and a.registered_at < cast(:after as timestamp) at time zone :zone
            """;
    private static final String CAME = """
            select a.department_id, a.kind, a.topic_id, a.channel, count(*) as appeals, %s as repeated, %s as collective
            from appeal a
            """;
    private static final String CAME_NOW = CAME.formatted(
            "count(*) filter (where %s)".formatted(Links.REPEATED),
            "count(*) filter (where %s)".formatted(Links.COLLECTIVE));
    private static final String CAME_BEFORE = CAME.formatted("0", "0");
    /** Offset 0: PostgreSQL would work the outcome out anew wherever it is named. */
    private static final String ENDED = """
            with judged as (
              select a.id, a.department_id, a.status, a.ground, a.executor_id, a.extensions > 0 as extended, %s as outcome,
                w.sent_at, a.due
              from appeal a %s
            """.formatted(Outcome.NAME, Outcome.JOIN);

    private static final String ENDED_COUNTED = """
            offset 0)
            select department_id, outcome, extended,
              case when outcome = 'ENDED' then status end as ended, case when status = 'DECLINED' then ground end as ground,
              case when outcome in ('LATE', 'OVERDUE') then executor_id end as executor,
              case when outcome in ('LATE', 'OVERDUE') then coalesce(l.reason, 'UNKNOWN') end as reason,
              count(*) as appeals, coalesce(sum(%1$s), 0) as days, coalesce(max(%1$s), 0) as most
            from judged left join lateness l on l.appeal_id = judged.id and outcome in ('LATE', 'OVERDUE')
            group by 1, 2, 3, 4, 5, 6, 7
            """.formatted(
                    "case when outcome in ('LATE', 'OVERDUE') then coalesce((sent_at at time zone :zone)::date, :today) - due end");
    private static final String SERVED = """
            select a.department_id, date_trunc('month', a.registered_at at time zone :zone)::date as month, a.channel,
              count(*) as records, count(d.waiting_seconds) as waited, coalesce(sum(d.waiting_seconds), 0) as waiting,
              count(d.service_seconds) as served, coalesce(sum(d.service_seconds), 0) as service
            from desk_record d join appeal a on a.id = d.appeal_id
            """;
    private static final String MARKED = """
            select a.department_id, r.source, r.mark, count(*) as appeals
            from rating r join appeal a on a.id = r.appeal_id
            """;

    private final JdbcClient jdbc;
    private final Alongside alongside;

    Counting(JdbcClient jdbc, Alongside alongside) {
        this.jdbc = jdbc;
        this.alongside = alongside;
    }

    /**
     * Of one moment only inside a transaction that reads repeatably.
     *
     * @param department whose appeals alone are counted; null for all
     * @param today what is due before it is overdue
     */
    Cells of(Span span, @Nullable UUID department, LocalDate today, ZoneId zone) {
        var now = new Question(span, department, today, zone);
        var before = new Question(span.before(), department, today, zone);
        return alongside.both(
                () -> {
                    tune();
                    return now.ask(ENDED, "", ENDED_COUNTED, Counting::ended);
                },
                () -> {
                    tune();
                    return new Others(
                            now.ask(CAME_NOW, "", " group by 1, 2, 3, 4", Counting::came),
                            before.ask(CAME_BEFORE, "", " group by 1, 2, 3, 4", Counting::came),
                            now.ask(
                                    SERVED,
                                    " and (d.waiting_seconds is not null or d.service_seconds is not null)",
                                    " group by 1, 2, 3",
                                    Counting::served),
                            now.ask(MARKED, "", " group by 1, 2, 3", Counting::marked));
                },
                (ended, others) -> new Cells(others.came, others.cameBefore, ended, others.served, others.marked));
    }

    /** What takes as long to count as the outcomes alone. */
    private record Others(List<Came> came, List<Came> cameBefore, List<Served> served, List<Marked> marked) {}

    /**
     * Hashes of a large year do not fit into what a server gives by default; it takes the groups for as many as the rows and would
     * sort a million of them; and its own parallel readers of one index are slower than one (docs/measurements.md).
     */
    private void tune() {
        jdbc.sql("set local work_mem = '64MB'").update();
        jdbc.sql("set local enable_sort = off").update();
        jdbc.sql("set local max_parallel_workers_per_gather = 0").update();
    }

    private final class Question {
        private final Span span;
        private final @Nullable UUID department;
        private final LocalDate today;
        private final ZoneId zone;

        Question(Span span, @Nullable UUID department, LocalDate today, ZoneId zone) {
            this.span = span;
            this.department = department;
            this.today = today;
            this.zone = zone;
        }

        <T> List<T> ask(String select, String more, String group, RowMapper<T> row) {
            var own = department == null ? "" : " and a.department_id = :department";
            var asked = jdbc.sql(select + OF_PERIOD + own + more + "\n" + group)
                    .param("zone", zone.getId())
                    .param("today", today)
                    .param("from", span.from())
                    .param("after", span.until().plusDays(1));
            return (department == null ? asked : asked.param("department", department))
                    .query(row)
                    .list();
        }
    }

    private static Came came(ResultSet row, int n) throws SQLException {
        return new Came(
                row.getObject("department_id", UUID.class),
                AppealKind.valueOf(row.getString("kind")),
                row.getObject("topic_id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getLong("appeals"),
                row.getLong("repeated"),
                row.getLong("collective"));
    }

    private static Ended ended(ResultSet row, int n) throws SQLException {
        var ended = row.getString("ended");
        var ground = row.getString("ground");
        var reason = row.getString("reason");
        return new Ended(
                row.getObject("department_id", UUID.class),
                Outcome.valueOf(row.getString("outcome")),
                ended == null ? null : AppealStatus.valueOf(ended),
                ground == null ? null : Ground.valueOf(ground),
                row.getBoolean("extended"),
                row.getObject("executor", UUID.class),
                reason == null ? null : LatenessReason.valueOf(reason),
                row.getLong("appeals"),
                row.getLong("days"),
                row.getLong("most"));
    }

    private static Served served(ResultSet row, int n) throws SQLException {
        return new Served(
                row.getObject("department_id", UUID.class),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                Channel.valueOf(row.getString("channel")),
                row.getLong("records"),
                row.getLong("waited"),
                row.getLong("waiting"),
                row.getLong("served"),
                row.getLong("service"));
    }

    private static Marked marked(ResultSet row, int n) throws SQLException {
        return new Marked(
                row.getObject("department_id", UUID.class),
                Rating.Source.valueOf(row.getString("source")),
                row.getObject("mark", Integer.class),
                row.getLong("appeals"));
    }
}
