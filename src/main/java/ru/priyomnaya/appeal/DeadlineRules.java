package ru.priyomnaya.appeal;

import java.time.LocalDate;
import org.springframework.stereotype.Service;
import ru.priyomnaya.calendar.Counting;
import ru.priyomnaya.calendar.DayOff;
import ru.priyomnaya.calendar.Deadline;
import ru.priyomnaya.calendar.DeadlineRule;
import ru.priyomnaya.calendar.ProductionCalendar;

/** The term of each channel (S2–S4). */
@Service
public class DeadlineRules {
    private static final DeadlineRule WRITTEN = rule(30, Counting.CALENDAR_DAYS, "Стандарт, письменное обращение (S2)");
    private static final DeadlineRule WEBSITE = rule(15, Counting.WORKING_DAYS, "Стандарт, обращение с веб-сайта (S3)");
    private static final DeadlineRule ACCOUNT =
            rule(15, Counting.WORKING_DAYS, "Как обращение с веб-сайта: стандарт срока не называет (S4)");
    private static final DeadlineRule OTHER =
            rule(30, Counting.CALENDAR_DAYS, "Как письменное обращение: стандарт срока не называет (S4)");

    private final ProductionCalendar calendar = ProductionCalendar.shipped();

    private static DeadlineRule rule(int days, Counting counting, String basis) {
        return new DeadlineRule(days, counting, DayOff.NEXT_WORKING_DAY, basis);
    }

    /** What an appeal of this channel registered that day gets. */
    public Deadline preview(Channel channel, LocalDate registered) {
        return ruleOf(channel).from(registered, calendar);
    }

    private static DeadlineRule ruleOf(Channel channel) {
        return switch (channel) {
            case WEBSITE -> WEBSITE;
            case ACCOUNT -> ACCOUNT;
            case POST, VISIT, FAX -> WRITTEN;
            case EMAIL, GIS, PHONE -> OTHER;
        };
    }
}
