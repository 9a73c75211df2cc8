package ru.priyomnaya.appeal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import ru.priyomnaya.GatewayTest;
import ru.priyomnaya.appeal.Applicant.ApplicantType;

/**
 * Every start day of 2023–2026 by every default rule, as the database has it, against a count that shares no line and no file
 * with the program.
 */
class DeadlineTableTests extends GatewayTest {
    /** Weekdays off by decree or law, written down apart from the files that the program reads; 2027 by law alone. */
    private static final Set<LocalDate> OFF = days("""
            2023-01-02 2023-01-03 2023-01-04 2023-01-05 2023-01-06 2023-02-23 2023-02-24 2023-03-08 2023-05-01 2023-05-08
            2023-05-09 2023-06-12 2023-11-06
            2024-01-01 2024-01-02 2024-01-03 2024-01-04 2024-01-05 2024-01-08 2024-02-23 2024-03-08 2024-04-29 2024-04-30
            2024-05-01 2024-05-09 2024-05-10 2024-06-12 2024-11-04 2024-12-30 2024-12-31
            2025-01-01 2025-01-02 2025-01-03 2025-01-06 2025-01-07 2025-01-08 2025-05-01 2025-05-02 2025-05-08 2025-05-09
            2025-06-12 2025-06-13 2025-11-03 2025-11-04 2025-12-31
            2026-01-01 2026-01-02 2026-01-05 2026-01-06 2026-01-07 2026-01-08 2026-01-09 2026-02-23 2026-03-09 2026-05-01
            2026-05-11 2026-06-12 2026-11-04 2026-12-31
            2027-01-01 2027-01-04 2027-01-05 2027-01-06 2027-01-07 2027-01-08 2027-02-23""");

    private static final Set<LocalDate> WORKING_SATURDAYS = days("2024-04-27 2024-11-02 2024-12-28 2025-11-01");
    private static final Set<Channel> FIFTEEN_WORKING_DAYS = EnumSet.of(Channel.WEBSITE, Channel.ACCOUNT);

    @Autowired
    private DeadlineRules rules;

    @ParameterizedTest
    @EnumSource(Channel.class)
    void everyStartDay(Channel channel) {
        for (var day = LocalDate.of(2023, 1, 1); day.getYear() < 2027; day = day.plusDays(1)) {
            assertThat(preview(channel, day))
                    .as("%s, registered %s", channel, day)
                    .isEqualTo(expected(channel, day));
        }
    }

    private LocalDate preview(Channel channel, LocalDate registered) {
        return rules.preview(new TermCriteria(channel, AppealKind.APPEAL, null, ApplicantType.PERSON), registered)
                .lastDay();
    }

    private static LocalDate expected(Channel channel, LocalDate registered) {
        var last = registered;
        if (FIFTEEN_WORKING_DAYS.contains(channel)) {
            for (int left = 15; left > 0; ) {
                last = last.plusDays(1);
                left -= isWorking(last) ? 1 : 0;
            }
            return last;
        }
        last = registered.plusDays(30);
        while (!isWorking(last)) {
            last = last.plusDays(1);
        }
        return last;
    }

    private static boolean isWorking(LocalDate day) {
        var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return WORKING_SATURDAYS.contains(day) || (!weekend && !OFF.contains(day));
    }

    @ParameterizedTest(name = "{0}: {1} {2} → {3}")
    @CsvSource({
        "30 December,                    WEBSITE, 2025-12-30, 2026-01-30",
        "31 December that is a day off,  WEBSITE, 2025-12-31, 2026-01-30",
        "31 December that is a workday,  POST,    2023-12-01, 2024-01-09",
        "into the provisional year,      EMAIL,   2026-12-31, 2027-02-01",
        "29 February as the last day,    POST,    2024-01-30, 2024-02-29",
        "29 February as the start,       POST,    2024-02-29, 2024-04-01",
        "a working Saturday counts,      WEBSITE, 2024-04-19, 2024-05-16",
        "a working Saturday is the last, EMAIL,   2024-10-03, 2024-11-02",
        "the last day is a holiday,      GIS,     2026-05-13, 2026-06-15",
        "a month of 28 days,             FAX,     2026-02-28, 2026-03-30",
        "a month of 31 days,             VISIT,   2025-07-31, 2025-09-01"
    })
    void theBoundariesByName(String name, Channel channel, LocalDate registered, LocalDate lastDay) {
        assertThat(preview(channel, registered)).as(name).isEqualTo(lastDay);
    }

    @Test
    void theTableCoversFourWholeYears() {
        assertThat(OFF).allMatch(day -> day.getDayOfWeek().getValue() < 6);
        assertThat(WORKING_SATURDAYS).allMatch(day -> day.getDayOfWeek() == DayOfWeek.SATURDAY);
    }

    private static Set<LocalDate> days(String list) {
        return Arrays.stream(list.strip().split("\\s+")).map(LocalDate::parse).collect(Collectors.toSet());
    }
}
