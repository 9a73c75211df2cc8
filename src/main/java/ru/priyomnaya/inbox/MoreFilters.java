package ru.priyomnaya.inbox;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.AppealStatus;
import ru.priyomnaya.appeal.Ground;
import ru.priyomnaya.appeal.LatenessReason;
import ru.priyomnaya.appeal.Links;
import ru.priyomnaya.appeal.Outcome;
import ru.priyomnaya.appeal.ServiceForm;
import ru.priyomnaya.rating.Rating;

/**
 * «Ещё фильтры» of the list, by the names that they have in the address and in the API. What is absent does not narrow.
 *
 * @param executorId the responsible executor
 * @param registeredFrom first day of registration, in the organisation's zone
 * @param registeredTo last day of registration
 * @param dueFrom first day of the deadline
 * @param dueTo last day of the deadline
 * @param overdue the deadline has passed and the term still runs
 * @param extended the deadline was extended
 * @param rated the applicant has rated the answer
 * @param files there are files with it
 * @param applicant beginning of the surname or of the organisation's name, given names behind it
 * @param account personal account, whole
 * @param form of service: one or several channels
 * @param outcome how it stands today
 * @param ground why it was not considered
 * @param lateReason why the answer is late, as somebody said it
 * @param mark that the applicant gave
 * @param ratedBy where the mark was given
 * @param repeated a person has linked it to an earlier appeal as its repeat
 * @param collective a person has linked it to others as one of many
 * @param remote it came from afar: by any channel but a visit
 * @param timed waiting or service time is on record
 * @param noTopic it has no topic of the office's classifier
 * @param noDepartment it belongs to no department
 * @param noExecutor nobody is responsible for it
 * @param counted its length is counted to the last, however long that takes; narrows nothing
 */
record MoreFilters(
        @Nullable AppealKind kind,
        @Nullable List<AppealStatus> status,
        @Nullable UUID topic,
        @Nullable UUID executorId,
        @Nullable UUID department,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate registeredFrom,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate registeredTo,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dueFrom,
        @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate dueTo,
        @Nullable Boolean overdue,
        @Nullable Boolean extended,
        @Nullable Boolean rated,
        @Nullable Boolean files,
        @Nullable String applicant,
        @Nullable String account,
        @Nullable ServiceForm form,
        @Nullable Outcome outcome,
        @Nullable Ground ground,
        @Nullable LatenessReason lateReason,
        @Nullable Integer mark,
        Rating.@Nullable Source ratedBy,
        @Nullable Boolean repeated,
        @Nullable Boolean collective,
        @Nullable Boolean remote,
        @Nullable Boolean timed,
        @Nullable Boolean noTopic,
        @Nullable Boolean noDepartment,
        @Nullable Boolean noExecutor,
        @Nullable Boolean counted) {
    static final MoreFilters NONE = new MoreFilters(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null);

    MoreFilters {
        status = status == null ? List.of() : List.copyOf(status);
        applicant = blankToNull(applicant);
        account = blankToNull(account);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean isSet(@Nullable Boolean flag) {
        return flag != null && flag;
    }

    public boolean isNarrowing() {
        return !narrow(RegisterFilter.of()).narrowings().isEmpty();
    }

    RegisterFilter narrow(RegisterFilter filter) {
        var narrowed = filter;
        narrowed = kind == null ? narrowed : narrowed.and(Narrowing.kind(kind));
        narrowed = status == null || status.isEmpty() ? narrowed : narrowed.and(Narrowing.statuses(status));
        narrowed = with(narrowed, "a.topic_id = :topic", "topic", topic);
        narrowed = executorId == null ? narrowed : narrowed.and(Narrowing.executor(executorId));
        narrowed = department == null ? narrowed : narrowed.and(Narrowing.department(department));
        narrowed = with(
                narrowed,
                "a.registered_at >= cast(:registeredFrom as timestamp) at time zone :zone",
                "registeredFrom",
                registeredFrom);
        narrowed = with(
                narrowed,
                "a.registered_at < cast(:registeredTo as timestamp) at time zone :zone",
                "registeredTo",
                registeredTo == null ? null : registeredTo.plusDays(1));
        narrowed = with(narrowed, "a.due >= :dueFrom", "dueFrom", dueFrom);
        narrowed = with(narrowed, "a.due <= :dueTo", "dueTo", dueTo);
        narrowed = isSet(overdue) ? narrowed.and(Narrowing.OPEN).and(plain("a.due < :today")) : narrowed;
        narrowed = isSet(extended) ? narrowed.and(plain("a.extensions > 0")) : narrowed;
        narrowed = isSet(rated)
                ? narrowed.and(plain("exists (select 1 from rating r where r.appeal_id = a.id)"))
                : narrowed;
        narrowed = isSet(files)
                ? narrowed.and(plain("exists (select 1 from attachment f where f.appeal_id = a.id and not f.inline)"))
                : narrowed;
        narrowed = with(narrowed, "a.account = :account", "account", account);
        narrowed = ofFigures(narrowed);
        return applicant == null ? narrowed : narrowed.and(named(applicant));
    }

    /** What stands behind the figures of the reports. */
    private RegisterFilter ofFigures(RegisterFilter filter) {
        var narrowed = form == null ? filter : filter.and(Narrowing.form(form));
        narrowed = outcome == null ? narrowed : narrowed.and(plain(outcome.condition()));
        narrowed = with(narrowed, "a.ground = :ground", "ground", ground == null ? null : ground.name());
        narrowed = lateReason == null ? narrowed : narrowed.and(Narrowing.late(lateReason));
        narrowed = with(
                narrowed,
                "a.id in (select r.appeal_id from rating r where r.source = 'APPLICANT' and r.mark = :mark)",
                "mark",
                mark);
        narrowed = with(
                narrowed,
                "a.id in (select r.appeal_id from rating r where r.source = :ratedBy)",
                "ratedBy",
                ratedBy == null ? null : ratedBy.name());
        narrowed = isSet(repeated) ? narrowed.and(plain(Links.REPEATED)) : narrowed;
        narrowed = isSet(collective) ? narrowed.and(plain(Links.COLLECTIVE)) : narrowed;
        narrowed = isSet(remote) ? narrowed.and(plain("a.channel <> 'VISIT'")) : narrowed;
        narrowed = isSet(timed)
                ? narrowed.and(plain("a.id in (select d.appeal_id from desk_record d"
                        + " where d.waiting_seconds is not null or d.service_seconds is not null)"))
                : narrowed;
        narrowed = isSet(noTopic) ? narrowed.and(plain("a.topic_id is null")) : narrowed;
        narrowed = isSet(noDepartment) ? narrowed.and(plain("a.department_id is null")) : narrowed;
        return isSet(noExecutor) ? narrowed.and(plain("a.executor_id is null")) : narrowed;
    }

    /** Whether the list has to say exactly how long it is. */
    boolean isCounted() {
        return isSet(counted);
    }

    private static RegisterFilter with(RegisterFilter filter, String sql, String name, @Nullable Object value) {
        return value == null ? filter : filter.and(new Narrowing(sql, Map.of(name, value)));
    }

    private static Narrowing plain(String sql) {
        return new Narrowing(sql, Map.of());
    }

    /** The index goes by the first word; the rest may stand in any of the names. */
    private static Narrowing named(String applicant) {
        var name = applicant.toLowerCase(Locale.forLanguageTag("ru")).replaceAll("([%_\\\\])", "\\\\$1");
        return new Narrowing(
                "lower(coalesce(a.organization_name, a.last_name)) like :surname and "
                        + "lower(concat_ws(' ', a.organization_name, a.last_name, a.first_name, a.middle_name)) like :applicant",
                Map.of("surname", name.split("\\s+")[0] + "%", "applicant", "%" + name.replaceAll("\\s+", " ") + "%"));
    }

    /** For the address of the list: only what is set. */
    public Map<String, Object> written() {
        var written = new LinkedHashMap<String, Object>();
        put(written, "kind", kind);
        put(written, "status", status == null || status.isEmpty() ? null : statusNames());
        put(written, "topic", topic);
        put(written, "executorId", executorId);
        put(written, "department", department);
        put(written, "registeredFrom", registeredFrom);
        put(written, "registeredTo", registeredTo);
        put(written, "dueFrom", dueFrom);
        put(written, "dueTo", dueTo);
        put(written, "overdue", overdue);
        put(written, "extended", extended);
        put(written, "rated", rated);
        put(written, "files", files);
        put(written, "applicant", applicant);
        put(written, "account", account);
        put(written, "form", form);
        put(written, "outcome", outcome);
        put(written, "ground", ground);
        put(written, "lateReason", lateReason);
        put(written, "mark", mark);
        put(written, "ratedBy", ratedBy);
        put(written, "repeated", repeated);
        put(written, "collective", collective);
        put(written, "remote", remote);
        put(written, "timed", timed);
        put(written, "noTopic", noTopic);
        put(written, "noDepartment", noDepartment);
        put(written, "noExecutor", noExecutor);
        put(written, "counted", counted);
        return written;
    }

    private String statusNames() {
        return status == null
                ? ""
                : String.join(",", status.stream().map(Enum::name).toList());
    }

    private static void put(Map<String, Object> written, String name, @Nullable Object value) {
        if (value != null && !Boolean.FALSE.equals(value)) {
            written.put(name, value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }
}
