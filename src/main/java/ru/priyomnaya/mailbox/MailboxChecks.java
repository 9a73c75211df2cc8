package ru.priyomnaya.mailbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.mailbox.MailboxCursor.Position;

/** What the last comparison of a mailbox with the intake log has shown. */
@Repository
public class MailboxChecks {
    private final JdbcClient jdbc;
    private final Clock clock;

    MailboxChecks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param onServer letters that the server holds, of those that were compared
     * @param missing of them, letters that had not been taken
     * @param fetched of the missing ones, letters that were taken then
     */
    public record Check(String mailbox, Instant checkedAt, long onServer, long missing, long fetched) {}

    public List<Check> all() {
        return jdbc.sql("select mailbox, checked_at, on_server, missing, fetched from mailbox_check order by mailbox")
                .query((row, n) -> new Check(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
                .list();
    }

    void dryRun(Position position, long onServer, long wouldTake) {
        record(position.mailbox(), onServer, wouldTake, 0);
    }

    void record(String mailbox, long onServer, long missing, long fetched) {
        jdbc.sql("""
                        insert into mailbox_check (mailbox, checked_at, on_server, missing, fetched)
                        values (:mailbox, :now, :onServer, :missing, :fetched)
                        on conflict (mailbox) do update set checked_at = excluded.checked_at,
                          on_server = excluded.on_server, missing = excluded.missing, fetched = excluded.fetched
                        """)
                .param("mailbox", mailbox)
                .param("now", OffsetDateTime.now(clock))
                .param("onServer", onServer)
                .param("missing", missing)
                .param("fetched", fetched)
                .update();
    }
}
