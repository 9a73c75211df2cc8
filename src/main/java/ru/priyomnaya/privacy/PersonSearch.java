package ru.priyomnaya.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.document.Documents;

/**
 * Finds what a person may mean by «всё обо мне»: appeals of all channels by any of the marks, and messages that became none. A
 * person of staff decides which of them are this person's.
 */
@Service
class PersonSearch {
    private static final int MOST = 500;
    private static final int MESSAGES_LOOKED_AT = 2_000;
    private static final int BEGINNING = 256 * 1024;
    private static final int DIGITS = 10;

    private final JdbcClient jdbc;
    private final Documents documents;

    PersonSearch(JdbcClient jdbc, Documents documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    /** What is known of the person; empty strings for what is not. */
    record Marks(String name, String email, String phone, String account) {
        Marks {
            name = name.strip();
            email = email.strip().toLowerCase(Locale.ROOT);
            phone = digits(phone);
            account = account.strip();
        }

        private static String digits(String phone) {
            var digits = phone.replaceAll("\\D", "");
            return digits.length() <= DIGITS ? digits : digits.substring(digits.length() - DIGITS);
        }

        boolean isEmpty() {
            return name.isEmpty() && email.isEmpty() && phone.isEmpty() && account.isEmpty();
        }
    }

    /**
     * @param by by which marks of the applicant; empty when the person is only mentioned
     */
    record Match(
            UUID appealId,
            String number,
            Instant registeredAt,
            Channel channel,
            AppealStatus status,
            @Nullable String applicant,
            @Nullable String contact,
            boolean isErased,
            List<String> by) {}

    /** @param id in the intake log */
    record MessageMatch(long id, Channel channel, Instant receivedAt, String state) {}

    /** @param isCut there are more than are shown */
    record Found(List<Match> appeals, List<MessageMatch> messages, boolean isCut) {}

    /** Nobody for empty marks. */
    @PreAuthorize(ErasureDesk.WHO)
    public Found find(Marks marks) throws IOException {
        if (marks.isEmpty()) {
            return new Found(List.of(), List.of(), false);
        }
        var appeals = appeals(marks);
        return new Found(appeals, messages(marks), appeals.size() == MOST);
    }

    private List<Match> appeals(Marks marks) {
        return jdbc
                .sql("""
                        with wanted as (select
                          (select string_agg(quoted, ' | ') from (select '''' || replace(replace(left(translate(lower(mark collate "und-x-icu"), chr(1105), chr(1077)), 200), '\\', '\\\\'), '''', '''''') || '''' as quoted
                            from unnest(array[:email, :phone, :account]) mark where mark <> '') q)::tsquery as keys,
                          plainto_tsquery('russian', search_fold(:name)) as name)
                        select a.id, a.number, a.registered_at, a.channel, a.status,
                          coalesce(a.organization_name, concat_ws(' ', a.last_name, a.first_name, a.middle_name)),
                          concat_ws(', ', a.email, a.phone, a.account), a.erased_at is not null,
                          :email <> '' and (lower(a.email) = :email or lower(a.reply_to) = :email),
                          :phone <> '' and right(regexp_replace(a.phone, '\\D', '', 'g'), 10) = :phone,
                          :account <> '' and a.account = :account,
                          :name <> '' and to_tsvector('russian', search_fold(concat_ws(' ', a.last_name, a.first_name, a.middle_name, a.organization_name))) @@ n.name
                        from wanted n, appeal_words w join appeal a on a.id = w.appeal_id
                        where w.words @@ (case when n.keys is null then n.name when numnode(n.name) = 0 then n.keys else n.keys || n.name end)
                        order by a.registered_at desc limit :most
                        """)
                .param("email", marks.email())
                .param("phone", marks.phone())
                .param("account", marks.account())
                .param("name", marks.name())
                .param("most", MOST)
                .query((row, n) -> {
                    var by = new ArrayList<String>();
                    var titles = List.of("почта", "телефон", "счёт", "имя");
                    for (int mark = 0; mark < titles.size(); mark++) {
                        if (row.getBoolean(9 + mark)) {
                            by.add(titles.get(mark));
                        }
                    }
                    return new Match(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            Channel.valueOf(row.getString(4)),
                            AppealStatus.valueOf(row.getString(5)),
                            row.getString(6),
                            row.getString(7),
                            row.getBoolean(8),
                            List.copyOf(by));
                })
                .list()
                .stream()
                .sorted(Comparator.comparingInt((Match match) -> match.by().size())
                        .reversed()
                        .thenComparing(Match::registeredAt, Comparator.reverseOrder()))
                .toList();
    }

    /** Among the newest messages without an appeal, by the address in their first 256 KB: letters carry it in plain. */
    private List<MessageMatch> messages(Marks marks) throws IOException {
        var found = new ArrayList<MessageMatch>();
        if (marks.email().isEmpty()) {
            return found;
        }
        record Message(MessageMatch shown, String sha256) {}
        var messages = jdbc.sql("""
                        select id, channel, received_at, state, sha256 from intake
                        where erased_at is null and appeal_id is null and state in ('DUPLICATE', 'AUTOMATIC', 'BOUNCE', 'QUARANTINED', 'DISMISSED')
                        order by received_at desc limit :most
                        """)
                .param("most", MESSAGES_LOOKED_AT)
                .query((row, n) -> new Message(
                        new MessageMatch(
                                row.getLong(1),
                                Channel.valueOf(row.getString(2)),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                row.getString(4)),
                        row.getString(5)))
                .list();
        for (var message : messages) {
            try (InputStream bytes = documents.open(message.sha256())) {
                var beginning = new String(bytes.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
                if (beginning.toLowerCase(Locale.ROOT).contains(marks.email())) {
                    found.add(message.shown());
                }
            }
        }
        return found;
    }
}
