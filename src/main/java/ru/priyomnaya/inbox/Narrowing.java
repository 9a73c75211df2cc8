package ru.priyomnaya.inbox;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.ServiceForm;
import ru.priyomnaya.appeal.Visibility;
import ru.priyomnaya.search.Question;
import ru.priyomnaya.search.Search;

/**
 * A condition on a list of the register.
 *
 * @param sql over {@code appeal a}; beside its own parameters it may name {@code :today} and {@code :zone}, which every list has
 * @param channel set where that is all that it asks for: the search has the channel in its index
 */
record Narrowing(
        String sql,
        Map<String, Object> parameters,
        @Nullable Channel channel) {
    Narrowing(String sql, Map<String, Object> parameters) {
        this(sql, parameters, null);
    }

    /** Only appeals whose term runs. */
    static final Narrowing OPEN =
            new Narrowing("a.status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED')", Map.of());

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):(\\w+)");

    /** With {@code prefix} before the names of its own parameters. */
    String sql(String prefix) {
        return PARAMETER
                .matcher(sql)
                .replaceAll(found ->
                        parameters.containsKey(found.group(1)) ? ":" + prefix + found.group(1) : found.group());
    }

    /** By whichever channel of that form. */
    static Narrowing form(ServiceForm form) {
        return new Narrowing(
                "a.channel in (:channels)",
                Map.of("channels", form.channels().stream().map(Enum::name).toList()));
    }

    /** For that reason; {@code UNKNOWN} where nobody has named one. Late or not is asked apart. */
    static Narrowing late(LatenessReason reason) {
        return reason == LatenessReason.UNKNOWN
                ? new Narrowing("a.id not in (select l.appeal_id from lateness l)", Map.of())
                : new Narrowing(
                        "a.id in (select l.appeal_id from lateness l where l.reason = :reason)",
                        Map.of("reason", reason.name()));
    }

    /** These and no others; none of them is nothing. */
    static Narrowing ids(Collection<UUID> ids) {
        return ids.isEmpty() ? new Narrowing("false", Map.of()) : new Narrowing("a.id in (:ids)", Map.of("ids", ids));
    }

    static Narrowing channel(Channel channel) {
        return new Narrowing("a.channel = :channel", Map.of("channel", channel.name()), channel);
    }

    static Narrowing statuses(Collection<AppealStatus> statuses) {
        return new Narrowing(
                "a.status in (:statuses)",
                Map.of("statuses", statuses.stream().map(Enum::name).toList()));
    }

    static Narrowing kind(AppealKind kind) {
        return new Narrowing("a.kind = :kind", Map.of("kind", kind.name()));
    }

    static Narrowing executor(UUID person) {
        return new Narrowing("a.executor_id = :executor", Map.of("executor", person));
    }

    /** What departments that are kept apart leave to the person. */
    static Narrowing visibleTo(UUID person) {
        return new Narrowing(Visibility.CONDITION, Map.of("viewer", person));
    }

    /** What the person answers alone or with others. */
    static Narrowing mine(UUID person) {
        return new Narrowing(
                "(a.executor_id = :mine or a.id = any(array("
                        + "select appeal_id from appeal_co_executor where person_id = :mine)))",
                Map.of("mine", person));
    }

    static Narrowing department(UUID department) {
        return new Narrowing("a.department_id = :department", Map.of("department", department));
    }

    /** Those on which this person is asked for approval. */
    static Narrowing asked(UUID person) {
        return new Narrowing("""
                a.id = any(array(select w.appeal_id from answer_visa v join answer w on w.id = v.answer_id and w.round = v.round
                  where w.status = 'ON_APPROVAL' and v.person_id = :asked and v.decision is null))
                """, Map.of("asked", person));
    }

    /** An approved answer that nobody has brought back signed. */
    static Narrowing awaitingScan() {
        return new Narrowing("a.id = any(array(select appeal_id from answer where status = 'APPROVED'))", Map.of());
    }

    /** Something that the applicant should have got came back, or was refused on the way. */
    static Narrowing undelivered() {
        return new Narrowing("a.id = any(array(select appeal_id from answer where status = 'UNDELIVERED'))", Map.of());
    }

    static Narrowing overdue(LocalDate today) {
        return new Narrowing("a.due < :today", Map.of("today", today));
    }

    static Narrowing dueOn(LocalDate today) {
        return new Narrowing("a.due = :today", Map.of("today", today));
    }

    /** Today and the six days after it. */
    static Narrowing dueWithinAWeek(LocalDate today) {
        return new Narrowing("a.due >= :today and a.due < :week", Map.of("today", today, "week", today.plusDays(7)));
    }

    /** What the search understood; nothing when it has no word to go by. */
    static Narrowing matching(Question question) {
        return question.isEmpty()
                ? new Narrowing("false", Map.of())
                : new Narrowing(Search.CONDITION, Map.of("words", question.condition()));
    }
}
