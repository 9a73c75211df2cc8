package ru.priyomnaya.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.priyomnaya.organization.Organizations;

/** Values as Russian screens show them, in the organisation's zone. Templates call it {@code @shown}. */
@Component("shown")
public class Shown {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long KILOBYTE = 1024;

    private final Organizations organizations;

    Shown(Organizations organizations) {
        this.organizations = organizations;
    }

    public String organization() {
        return organizations.first().shownName();
    }

    /** «12:00:10», for what is a matter of seconds. */
    public String seconds(Instant instant) {
        return SECONDS.format(instant.atZone(organizations.first().zone()));
    }

    public String time(@Nullable Instant instant) {
        return instant == null
                ? ""
                : TIME.format(instant.atZone(organizations.first().zone()));
    }

    /** Whether that moment lies after the end of the day, in the organisation's zone. */
    public boolean isAfter(Instant moment, LocalDate lastDay) {
        return LocalDate.ofInstant(moment, organizations.first().zone()).isAfter(lastDay);
    }

    public String day(@Nullable LocalDate date) {
        return date == null ? "" : DAY.format(date);
    }

    public String day(Instant instant) {
        return DAY.format(instant.atZone(organizations.first().zone()));
    }

    /** «осталось 3 дня», «сегодня», «просрочено на 1 день». */
    public String left(long days) {
        if (days == 0) {
            return "сегодня";
        }
        return days > 0 ? "осталось " + days(days) : "просрочено на " + days(-days);
    }

    static String days(long count) {
        var lastTwo = count % 100;
        var last = count % 10;
        var word =
                lastTwo >= 11 && lastTwo <= 14 ? "дней" : last == 1 ? "день" : last >= 2 && last <= 4 ? "дня" : "дней";
        return count + " " + word;
    }

    public String size(long bytes) {
        if (bytes < KILOBYTE) {
            return bytes + " Б";
        }
        return bytes < KILOBYTE * KILOBYTE
                ? bytes / KILOBYTE + " КБ"
                : String.format(Locale.forLanguageTag("ru"), "%.1f МБ", bytes / (double) (KILOBYTE * KILOBYTE));
    }
}
