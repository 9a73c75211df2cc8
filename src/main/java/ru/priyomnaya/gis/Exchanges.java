package ru.priyomnaya.gis;

import static ru.priyomnaya.gis.GisChannel.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of exchanges. Each change is one statement: a crash leaves the state before or the state after. What has ended is
 * not changed again.
 */
@Repository
class Exchanges {
    private static final int LONGEST_ERROR = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Exchanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(
            UUID id,
            UUID organization,
            Operation operation,
            List<String> subject,
            UUID message,
            String requestSha256,
            @Nullable UUID reconciles,
            Instant notBefore) {
        jdbc.sql("""
                        insert into gis_exchange (id, organization_id, operation, subject, state, message_guid,
                          request_sha256, reconciles, next_at, created_at)
                        values (:id, :organization, :operation, :subject, 'READY', :message,
                          :request, :reconciles, :next, :now)
                        """)
                .param("id", id)
                .param("organization", organization)
                .param("operation", operation.name())
                .param("subject", String.join("\n", subject))
                .param("message", message)
                .param("request", requestSha256)
                .param("reconciles", reconciles)
                .param("next", at(notBefore))
                .param("now", at(clock.instant()))
                .update();
    }

    /** Those whose next step is due, the longest waiting first. */
    List<Exchange> due(UUID organization, int most) {
        return jdbc.sql("""
                        select * from gis_exchange
                        where organization_id = :organization and next_at <= :now and finished_at is null order by next_at limit :most
                        """)
                .param("organization", organization)
                .param("now", at(clock.instant()))
                .param("most", most)
                .query((row, n) -> exchange(row))
                .list();
    }

    Optional<Exchange> find(UUID id) {
        return jdbc.sql("select * from gis_exchange where id = :id")
                .param("id", id)
                .query((row, n) -> exchange(row))
                .optional();
    }

    boolean isOpen(Operation operation) {
        return jdbc.sql("""
                        select exists (select 1 from gis_exchange
                          where operation = :operation and finished_at is null and reconciles is null)
                        """)
                .param("operation", operation.name())
                .query(Boolean.class)
                .single();
    }

    Optional<Exchange> openReconciliationOf(UUID id) {
        return jdbc.sql("select * from gis_exchange where reconciles = :id and finished_at is null")
                .param("id", id)
                .query((row, n) -> exchange(row))
                .optional();
    }

    /** Before each post: from here on it may have reached the other side. */
    void posting(UUID id, Instant againAt) {
        jdbc.sql("""
                        update gis_exchange set attempts = attempts + 1, doubt_at = :now, next_at = :next
                        where id = :id and finished_at is null
                        """)
                .param("now", at(clock.instant()))
                .param("next", at(againAt))
                .param("id", id)
                .update();
    }

    /** The last post was not taken; what is unknown of those before stays unknown. */
    void notTaken(Exchange before) {
        jdbc.sql("update gis_exchange set doubt_at = :doubt where id = :id and finished_at is null")
                .param("doubt", at(before.doubtAt()))
                .param("id", before.id())
                .update();
    }

    void acknowledged(UUID id, UUID ack, Instant pollAt) {
        jdbc.sql("""
                        update gis_exchange set state = 'ACKED', ack_guid = :ack, acked_at = :now, next_at = :next,
                          error_code = null, error = null where id = :id and finished_at is null
                        """)
                .param("ack", ack)
                .param("now", at(clock.instant()))
                .param("next", at(pollAt))
                .param("id", id)
                .update();
    }

    void polled(UUID id, Instant againAt) {
        jdbc.sql(
                        "update gis_exchange set polls = polls + 1, next_at = :next, error_code = null, error = null where id = :id and finished_at is null")
                .param("next", at(againAt))
                .param("id", id)
                .update();
    }

    void stored(UUID id, String resultSha256) {
        jdbc.sql("""
                        update gis_exchange set state = 'STORED', result_sha256 = :result, polls = polls + 1, looks = 0,
                          next_at = :now where id = :id and finished_at is null
                        """)
                .param("result", resultSha256)
                .param("now", at(clock.instant()))
                .param("id", id)
                .update();
    }

    /** The same step again, later. */
    void postpone(UUID id, Instant until, @Nullable String code, String error) {
        jdbc.sql(
                        "update gis_exchange set next_at = :next, error_code = :code, error = :error where id = :id and finished_at is null")
                .param("next", at(until))
                .param("code", code)
                .param("error", shortened(error))
                .param("id", id)
                .update();
    }

    void looked(UUID id, Instant againAt) {
        jdbc.sql("update gis_exchange set looks = looks + 1, next_at = :next where id = :id and finished_at is null")
                .param("next", at(againAt))
                .param("id", id)
                .update();
    }

    /** The same step again, later; what is known of it stays. */
    void defer(UUID id, Instant againAt) {
        jdbc.sql("update gis_exchange set next_at = :next where id = :id and finished_at is null")
                .param("next", at(againAt))
                .param("id", id)
                .update();
    }

    void reconcile(UUID id, Instant from, @Nullable String code, String error) {
        jdbc.sql("""
                        update gis_exchange set state = 'RECONCILING', looks = 0, next_at = :next, error_code = :code,
                          error = :error where id = :id and finished_at is null
                        """)
                .param("next", at(from))
                .param("code", code)
                .param("error", shortened(error))
                .param("id", id)
                .update();
    }

    /** The reading is forgotten with the next pruning, however young it is. */
    void holdsErased(UUID id) {
        jdbc.sql("update gis_exchange set holds_erased = true where id = :id")
                .param("id", id)
                .update();
    }

    void applied(UUID id, String summary) {
        finish(id, ExchangeState.APPLIED, null, null, summary);
    }

    void failed(UUID id, @Nullable String code, String error) {
        finish(id, ExchangeState.FAILED, code, error, null);
    }

    private void finish(
            UUID id, ExchangeState state, @Nullable String code, @Nullable String error, @Nullable String summary) {
        jdbc.sql("""
                        update gis_exchange set state = :state, next_at = null, finished_at = :now,
                          error_code = coalesce(:code, error_code), error = coalesce(:error, error), summary = :summary
                        where id = :id and finished_at is null
                        """)
                .param("state", state.name())
                .param("now", at(clock.instant()))
                .param("code", code)
                .param("error", error == null ? null : shortened(error))
                .param("summary", summary)
                .param("id", id)
                .update();
    }

    /** Newest first. */
    List<Exchange> list(ExchangeFilter filter, int page, int size) {
        var conditions = new StringJoiner(" and ", " where ", "").setEmptyValue("");
        var values = new HashMap<String, Object>();
        values.put("size", size);
        values.put("offset", (long) page * size);
        if (filter.state() != null) {
            conditions.add("state = :state");
            values.put("state", filter.state().name());
        }
        if (filter.operation() != null) {
            conditions.add("operation = :operation");
            values.put("operation", filter.operation().name());
        }
        if (filter.failed()) {
            conditions.add("error is not null");
        }
        if (filter.from() != null) {
            conditions.add("created_at >= :from");
            values.put("from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.until() != null) {
            conditions.add("created_at < :until");
            values.put("until", filter.until().atOffset(ZoneOffset.UTC));
        }
        return jdbc.sql("select * from gis_exchange" + conditions
                        + " order by created_at desc limit :size offset :offset")
                .params(values)
                .query((row, n) -> exchange(row))
                .list();
    }

    /** Exchanges without an end, by state, and since when the oldest waits. */
    record Open(int count, @Nullable Instant oldest) {}

    Open open() {
        return jdbc.sql("select count(*), min(created_at) from gis_exchange where finished_at is null")
                .query((row, n) -> new Open(row.getInt(1), instant(row.getObject(2, OffsetDateTime.class))))
                .single();
    }

    private static String shortened(String error) {
        var clean = error.replace('\0', ' ');
        return clean.length() <= LONGEST_ERROR ? clean : clean.substring(0, LONGEST_ERROR);
    }

    private static Exchange exchange(ResultSet row) throws SQLException {
        var subject = row.getString("subject");
        return new Exchange(
                row.getObject("id", UUID.class),
                Operation.valueOf(row.getString("operation")),
                subject.isEmpty() ? List.of() : List.of(subject.split("\n")),
                ExchangeState.valueOf(row.getString("state")),
                row.getObject("message_guid", UUID.class),
                row.getObject("ack_guid", UUID.class),
                row.getString("request_sha256"),
                row.getString("result_sha256"),
                row.getObject("reconciles", UUID.class),
                row.getInt("attempts"),
                row.getInt("polls"),
                row.getInt("looks"),
                instant(row.getObject("doubt_at", OffsetDateTime.class)),
                instant(row.getObject("next_at", OffsetDateTime.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("acked_at", OffsetDateTime.class)),
                instant(row.getObject("finished_at", OffsetDateTime.class)),
                row.getString("error_code"),
                row.getString("error"),
                row.getString("summary"));
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
