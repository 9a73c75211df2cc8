package ru.priyomnaya.mailbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import ru.priyomnaya.organization.Organizations;

/** How far a mailbox has been read, in the server's own terms (RFC 3501, 2.3.1.1), whatever people have opened since. */
@Repository
class MailboxCursor {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Organizations organizations;

    MailboxCursor(JdbcClient jdbc, Clock clock, Organizations organizations) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.organizations = organizations;
    }

    /** @param startFrom letters received before that day stay untouched */
    record Position(String mailbox, long uidValidity, long lastUid, LocalDate startFrom) {}

    /** Where to go on; from the first letter when the mailbox is new or the server has renumbered it. */
    Position open(String mailbox, long uidValidity, @Nullable LocalDate configured) {
        var today = LocalDate.ofInstant(clock.instant(), organizations.first().zone());
        return jdbc.sql("""
                        insert into mailbox_cursor as c (mailbox, uid_validity, last_uid, start_from)
                        values (:mailbox, :validity, 0, :start)
                        on conflict (mailbox) do update set
                          last_uid = case when c.uid_validity = excluded.uid_validity then c.last_uid else 0 end,
                          uid_validity = excluded.uid_validity,
                          start_from = case when :configured then excluded.start_from else c.start_from end
                        returning mailbox, uid_validity, last_uid, start_from
                        """)
                .param("mailbox", mailbox)
                .param("validity", uidValidity)
                .param("start", configured == null ? today : configured)
                .param("configured", configured != null)
                .query((row, n) -> new Position(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getObject(4, LocalDate.class)))
                .single();
    }

    /** Letters from before the first day stay where they are. */
    boolean isWanted(Position position, Instant received) {
        return !LocalDate.ofInstant(received, organizations.first().zone()).isBefore(position.startFrom());
    }

    /** From the first letter again; what is known already is met by its key. */
    Position restart(Position position) {
        jdbc.sql("delete from mailbox_letter where mailbox = :mailbox and uid_validity = :validity")
                .param("mailbox", position.mailbox())
                .param("validity", position.uidValidity())
                .update();
        jdbc.sql("update mailbox_cursor set last_uid = 0 where mailbox = :mailbox")
                .param("mailbox", position.mailbox())
                .update();
        return new Position(position.mailbox(), position.uidValidity(), 0, position.startFrom());
    }

    /** Numbers of the letters that were noted under the present validity, and whether the server gave them. */
    Map<Long, Boolean> known(Position position) {
        return jdbc
                .sql("""
                        select l.uid, i.code is distinct from :unavailable
                        from mailbox_letter l left join intake i on i.id = l.intake_id
                        where l.mailbox = :mailbox and l.uid_validity = :validity
                        """)
                .param("unavailable", LetterCopies.UNAVAILABLE)
                .param("mailbox", position.mailbox())
                .param("validity", position.uidValidity())
                .query((row, n) -> Map.entry(row.getLong(1), row.getBoolean(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** In the transaction that stores the letters up to {@code uid}. */
    void advance(Position position, long uid) {
        jdbc.sql("""
                        update mailbox_cursor set last_uid = :uid
                        where mailbox = :mailbox and uid_validity = :validity and last_uid < :uid
                        """)
                .param("uid", uid)
                .param("mailbox", position.mailbox())
                .param("validity", position.uidValidity())
                .update();
    }

    /** The letter is safe in the intake log and waits to be flagged on the server. */
    void taken(Position position, long uid, long intakeId) {
        jdbc.sql("""
                        insert into mailbox_letter (mailbox, uid_validity, uid, intake_id, flagged)
                        values (:mailbox, :validity, :uid, :intake, false)
                        on conflict (mailbox, uid_validity, uid) do update
                          set intake_id = excluded.intake_id, flagged = false
                          where mailbox_letter.intake_id is distinct from excluded.intake_id
                        """)
                .param("mailbox", position.mailbox())
                .param("validity", position.uidValidity())
                .param("uid", uid)
                .param("intake", intakeId)
                .update();
    }

    /** Letters that are safe and were not flagged yet, after a crash perhaps. */
    List<Long> unflagged(Position position) {
        return jdbc.sql("""
                        select uid from mailbox_letter
                        where mailbox = :mailbox and uid_validity = :validity and not flagged order by uid limit 1000
                        """)
                .param("mailbox", position.mailbox())
                .param("validity", position.uidValidity())
                .query(Long.class)
                .list();
    }

    void flagged(Position position, List<Long> uids) {
        if (!uids.isEmpty()) {
            jdbc.sql("""
                            update mailbox_letter set flagged = true
                            where mailbox = :mailbox and uid_validity = :validity and uid in (:uids)
                            """)
                    .param("mailbox", position.mailbox())
                    .param("validity", position.uidValidity())
                    .param("uids", uids)
                    .update();
        }
    }
}
