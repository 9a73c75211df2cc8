package ru.priyomnaya.console;

import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.appeal.TermRule;
import ru.priyomnaya.calendar.Counting;
import ru.priyomnaya.calendar.DayOff;
import ru.priyomnaya.calendar.StartingDay;

/** A rule of terms as it is typed; anything may be missing. */
record TermRuleFields(
        @Nullable UUID replaces,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate validFrom,

        @Nullable Channel channel,
        @Nullable AppealKind kind,
        @Nullable UUID topicId,
        @Nullable ApplicantType applicantType,
        @Nullable Integer number,
        @Nullable Counting counting,
        @Nullable StartingDay startingDay,
        @Nullable DayOff dayOff,
        @Nullable String basis,
        @Nullable Integer extensionNumber,
        @Nullable Counting extensionCounting,
        @Nullable Integer extensionTimes,
        @Nullable Role extensionBy,
        @Nullable Integer redirectDays,
        @Nullable Integer registrationDays,
        @Nullable Integer interimDays,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate tryOn) {
    /** An empty form with what is usual. */
    static TermRuleFields usual(LocalDate today) {
        return new TermRuleFields(
                null,
                today.plusDays(1),
                null,
                null,
                null,
                null,
                30,
                Counting.CALENDAR_DAYS,
                StartingDay.REGISTRATION,
                DayOff.NEXT_WORKING_DAY,
                "",
                1,
                Counting.MONTHS,
                1,
                Role.EXECUTOR,
                7,
                3,
                null,
                today);
    }

    static TermRuleFields of(TermRule rule, LocalDate today) {
        var form = rule.form();
        return new TermRuleFields(
                rule.id(),
                today.plusDays(1),
                form.channel(),
                form.kind(),
                form.topicId(),
                form.applicantType(),
                form.number(),
                form.counting(),
                form.startingDay(),
                form.dayOff(),
                form.basis(),
                form.extensionNumber(),
                form.extensionCounting(),
                form.extensionTimes(),
                form.extensionBy(),
                form.redirectDays(),
                form.registrationDays(),
                form.interimDays(),
                today);
    }

    /** @throws IllegalArgumentException that says what is missing or wrong */
    TermRule.Form form() {
        return new TermRule.Form(
                required(validFrom, "Укажите, с какого дня действует правило"),
                channel,
                kind,
                topicId,
                applicantType,
                required(number, "Укажите срок"),
                required(counting, "Укажите, в чём считать срок"),
                Objects.requireNonNullElse(startingDay, StartingDay.REGISTRATION),
                Objects.requireNonNullElse(dayOff, DayOff.NEXT_WORKING_DAY),
                Objects.requireNonNullElse(basis, ""),
                Objects.requireNonNullElse(extensionNumber, 0),
                Objects.requireNonNullElse(extensionCounting, Counting.CALENDAR_DAYS),
                Objects.requireNonNullElse(extensionTimes, 0),
                Objects.requireNonNullElse(extensionBy, Role.EXECUTOR),
                Objects.requireNonNullElse(redirectDays, 7),
                Objects.requireNonNullElse(registrationDays, 3),
                interimDays);
    }

    private static <T> T required(@Nullable T value, String sentence) {
        if (value == null) {
            throw new IllegalArgumentException(sentence);
        }
        return value;
    }
}
