package ru.priyomnaya.generator;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ru.priyomnaya.document.StoredDocument;

/** Appeals with their answers, written a portion at a time. */
final class GeneratedAppeals {
    private static final String APPEAL = """
            appeal (id, version, organization_id, number, number_year, number_seq, channel, external_id, reply_to, applicant_type, last_name,
            first_name, middle_name, organization_name, email, phone, postal_address, account, received_at, registered_at, kind, subject,
            text, status, deadline, deadline_first, deadline_rule, deadline_basis, deadline_explanation, deadline_provisional, executor_id,
            department_id, topic_id, ground, extensions)
            """;
    private static final String ANSWER = """
            answer (id, version, appeal_id, status, text, author_id, created_at, saved_at, signer_id, approved_at, scan_sha256, scan_pages,
            scanned_at, sent_at)
            """;
    private static final Map<String, String> CHANNELS = Map.of(
            "EMAIL", "Э", "WEBSITE", "С", "PHONE", "Т", "VISIT", "Л", "POST", "П", "ACCOUNT", "К", "GIS", "Г", "FAX",
            "Ф");
    private static final List<String> BY_FREQUENCY =
            List.of("EMAIL", "WEBSITE", "PHONE", "VISIT", "POST", "ACCOUNT", "GIS", "FAX");
    private static final List<String> KINDS = List.of("APPEAL", "COMPLAINT", "CLAIM", "REQUEST", "PROPOSAL", "REVIEW");
    private static final List<String> OPEN = List.of("IN_WORK", "ASSIGNED", "REGISTERED", "ON_APPROVAL");
    private static final List<String> DONE = List.of("DECLINED", "REDIRECTED", "WITHDRAWN");
    private static final List<String> GROUNDS =
            List.of("ANSWERED_BEFORE", "ANONYMOUS", "UNREADABLE", "OBSCENE", "CONFIDENTIAL");
    private static final int TERM = 30;
    private static final int LONGER = 30;

    private final Words words;
    private final Staff staff;
    private final StoredDocument scan;
    private final Instant now;
    private final CopyLines appeals = new CopyLines();
    private final CopyLines answers = new CopyLines();
    private final Aftermath aftermath;

    GeneratedAppeals(Words words, Staff staff, StoredDocument scan, Instant now) {
        this.words = words;
        this.staff = staff;
        this.scan = scan;
        this.now = now;
        this.aftermath = new Aftermath(words);
    }

    void add(Instant at, int year, long seq) {
        var id = UUID.randomUUID();
        var channel = words.frequent(BY_FREQUENCY);
        var number = "%d/%s-%02d".formatted(seq, CHANNELS.get(channel), year % 100);
        var isOrganization = words.below(20) == 0;
        var woman = words.below(2) == 0;
        var surname = words.surname(woman);
        var name = words.frequent(woman ? Phrases.WOMEN : Phrases.MEN);
        var email = words.below(3) == 0 ? null : "a" + year + "x" + seq + "@example.ru";
        var status = status(at);
        var first = deadline(at.atZone(ZoneOffset.UTC).toLocalDate(), TERM);
        var isExtended = words.below(20) == 0;
        var deadline = isExtended ? deadline(first, LONGER) : first;
        var executor = status.equals("REGISTERED") ? null : words.frequent(staff.executors());
        var subject = words.frequent(Phrases.SUBJECTS) + (words.below(4) == 0 ? ": " + words.rare() : "");
        appeals.add(
                id,
                0,
                staff.organization(),
                number,
                year,
                seq,
                channel,
                "generated-" + id,
                email,
                isOrganization ? "ORGANIZATION" : "PERSON",
                surname,
                name,
                words.any(Phrases.FATHERS) + (woman ? "на" : "ич"),
                isOrganization ? "ООО «" + words.street() + "-" + words.rare() + "»" : null,
                email,
                "+79" + (100_000_000 + words.below(900_000_000)),
                "г. Приозёрск, ул. " + words.street() + ", д. " + (1 + words.below(120)) + ", кв. "
                        + (1 + words.below(200)),
                40_000_000 + words.below(1_500_000),
                at.minus(words.below(3), ChronoUnit.HOURS),
                at,
                words.frequent(KINDS),
                subject,
                words.text(Phrases.SENTENCES, 2, 8),
                status,
                deadline,
                first,
                "30 календарных дней",
                "Стандарт, письменное обращение",
                "Срок — 30 календарных дней со дня регистрации.",
                false,
                executor,
                executor == null ? null : staff.departmentOf(executor),
                words.below(8) == 0 || staff.topics().isEmpty() ? null : words.frequent(staff.topics()),
                status.equals("DECLINED") ? words.frequent(GROUNDS) : null,
                isExtended ? 1 : 0);
        aftermath.served(id, channel);
        aftermath.linked(id, at);
        if (executor != null && List.of("SENT", "CLOSED").contains(status)) {
            // Some of those from ГИС ЖКХ were answered in its own cabinet.
            if (!channel.equals("GIS") || words.below(4) > 0) {
                answer(id, channel, executor, at, deadline);
            }
        } else if (OPEN.contains(status)
                && deadline.isBefore(now.atZone(ZoneOffset.UTC).toLocalDate())) {
            aftermath.late(id, now);
        }
    }

    /** One in thirty leaves after its day. */
    private void answer(UUID id, String channel, UUID executor, Instant at, LocalDate deadline) {
        var due = deadline.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var isLate = words.below(30) == 0;
        var chosen = isLate
                ? due.plus(1 + words.below(20), ChronoUnit.DAYS)
                : at.plus(1 + words.below(TERM - 3), ChronoUnit.DAYS);
        var sent = chosen.isAfter(now) ? now : chosen;
        answers.add(
                UUID.randomUUID(),
                0,
                id,
                "SENT",
                words.text(Phrases.ANSWERS, 1, 3),
                executor,
                sent,
                sent,
                staff.executors().get(0),
                sent,
                scan.sha256(),
                1,
                sent,
                sent);
        aftermath.answered(id, channel, sent);
        if (isLate && sent.isAfter(due)) {
            aftermath.late(id, sent);
        }
    }

    /** Most of what is older than its term is done; one in five hundred is late. */
    private String status(Instant at) {
        var recent = at.isAfter(now.minus(TERM, ChronoUnit.DAYS));
        if (recent ? words.below(10) < 6 : words.below(500) == 0) {
            return words.frequent(OPEN);
        }
        return words.below(12) == 0 ? words.frequent(DONE) : words.below(4) == 0 ? "SENT" : "CLOSED";
    }

    private static LocalDate deadline(LocalDate from, int days) {
        var day = from.plusDays(days);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day;
    }

    void send(Connection connection) throws SQLException {
        appeals.send(connection, APPEAL.replace('\n', ' '));
        answers.send(connection, ANSWER.replace('\n', ' '));
        aftermath.send(connection);
    }
}
