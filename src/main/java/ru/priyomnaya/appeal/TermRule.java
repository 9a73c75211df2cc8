package ru.priyomnaya.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.priyomnaya.access.Role;
import ru.priyomnaya.appeal.Applicant.ApplicantType;
import ru.priyomnaya.calendar.Counting;
import ru.priyomnaya.calendar.DayOff;
import ru.priyomnaya.calendar.Deadline;
import ru.priyomnaya.calendar.DeadlineRule;
import ru.priyomnaya.calendar.ProductionCalendar;
import ru.priyomnaya.calendar.StartingDay;

/**
 * Which appeals have which term, since when. Once kept, a rule never changes: a correction is a new rule, and the old one ends.
 * So what an appeal was promised can always be counted again.
 */
@Entity
@Table(name = "deadline_rule")
public class TermRule {
    @Id
    private UUID id;

    @Column(nullable = false)
    private UUID organizationId;

    @Embedded
    private Form form;

    private @Nullable LocalDate validUntil;

    protected TermRule() {}

    TermRule(UUID organizationId, Form form) {
        this.id = UUID.randomUUID();
        this.organizationId = organizationId;
        this.form = form;
    }

    /**
     * @param validFrom the first day of registration that it governs
     * @param channel empty conditions fit everything
     * @param extensionNumber how far beyond the first deadline it may be extended in all; 0 never
     * @param extensionTimes how often, 0 to 9
     * @param extensionBy whose right it is: EXECUTOR (and all above), REGISTRAR or DIRECTOR
     * @param redirectDays from registration, in which it may go to another organisation (59-ФЗ, ст. 8, ч. 3: 7)
     * @param registrationDays from receipt, in which it has to be registered (59-ФЗ, ст. 8, ч. 2: 3)
     * @param interimDays from registration, after which the applicant is owed word of how it goes; null never
     */
    public record Form(
            LocalDate validFrom,
            @Enumerated(EnumType.STRING) @Nullable Channel channel,
            @Enumerated(EnumType.STRING) @Nullable AppealKind kind,
            @Nullable UUID topicId,

            @Enumerated(EnumType.STRING) @Nullable ApplicantType applicantType,

            int number,
            @Enumerated(EnumType.STRING) Counting counting,

            @Enumerated(EnumType.STRING) StartingDay startingDay,

            @Enumerated(EnumType.STRING) DayOff dayOff,

            String basis,
            int extensionNumber,

            @Enumerated(EnumType.STRING) Counting extensionCounting,

            int extensionTimes,

            @Enumerated(EnumType.STRING) Role extensionBy,

            int redirectDays,
            int registrationDays,
            @Nullable Integer interimDays) {
        /** @throws IllegalArgumentException that says which field is wrong */
        public Form {
            if (basis == null || basis.isBlank()) {
                throw new IllegalArgumentException("Назовите основание: закон и статью или пункт стандарта");
            }
            basis = basis.strip();
            rule(number, counting, startingDay, dayOff, basis);
            if (extensionNumber > 0) {
                rule(extensionNumber, extensionCounting, startingDay, dayOff, basis);
            }
            if (extensionNumber < 0 || extensionTimes < 0 || extensionTimes > 9) {
                throw new IllegalArgumentException("Продлевать можно от 0 до 9 раз");
            }
            if (redirectDays < 1 || registrationDays < 1 || (interimDays != null && interimDays < 1)) {
                throw new IllegalArgumentException("Дни на регистрацию, перенаправление и промежуточный ответ — от 1");
            }
        }

        private static DeadlineRule rule(
                int number, Counting counting, StartingDay startingDay, DayOff dayOff, String basis) {
            return new DeadlineRule(number, counting, startingDay, dayOff, basis);
        }

        DeadlineRule deadlineRule() {
            return rule(number, counting, startingDay, dayOff, basis);
        }

        /** The last day to which a deadline may be extended, counted from the first deadline; that day itself if never. */
        public LocalDate latestExtension(LocalDate firstDeadline, ProductionCalendar calendar) {
            return extensionNumber == 0 || extensionTimes == 0
                    ? firstDeadline
                    : rule(extensionNumber, extensionCounting, startingDay, dayOff, basis)
                            .from(firstDeadline, calendar)
                            .lastDay();
        }

        /** «1 месяц», «не продлевается». */
        public String extensionInRussian() {
            return extensionNumber == 0 || extensionTimes == 0
                    ? "не продлевается"
                    : "до " + extensionCounting.of(extensionNumber)
                            + (extensionTimes == 1 ? ", один раз" : ", раз: " + extensionTimes);
        }

        public String termInRussian() {
            return counting.of(number);
        }

        boolean fits(TermCriteria of) {
            return (channel == null || channel == of.channel())
                    && (kind == null || kind == of.kind())
                    && (topicId == null || topicId.equals(of.topicId()))
                    && (applicantType == null || applicantType == of.applicantType());
        }

        /** A topic says more than a kind, a kind more than who appeals, and that more than the channel. */
        int weight() {
            return (topicId == null ? 0 : 8)
                    + (kind == null ? 0 : 4)
                    + (applicantType == null ? 0 : 2)
                    + (channel == null ? 0 : 1);
        }
    }

    Deadline deadline(LocalDate registered, LocalDate received, ProductionCalendar calendar) {
        return form.deadlineRule().from(form.startingDay() == StartingDay.RECEIPT ? received : registered, calendar);
    }

    boolean governs(LocalDate registered, TermCriteria criteria) {
        return !registered.isBefore(form.validFrom())
                && (validUntil == null || !registered.isAfter(validUntil))
                && form.fits(criteria);
    }

    /** Whether some appeal registered that day or later may get it. */
    boolean isAheadOf(LocalDate day) {
        return validUntil == null || (!validUntil.isBefore(day) && !validUntil.isBefore(form.validFrom()));
    }

    /** No appeal registered after that day gets it. */
    void end(LocalDate lastDay) {
        validUntil = lastDay;
    }

    public UUID id() {
        return id;
    }

    public Form form() {
        return form;
    }

    public @Nullable LocalDate validUntil() {
        return validUntil;
    }
}
