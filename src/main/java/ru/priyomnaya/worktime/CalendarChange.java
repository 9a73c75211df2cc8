package ru.priyomnaya.worktime;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import ru.priyomnaya.calendar.DayKind;
import ru.priyomnaya.calendar.ProductionCalendar;

/** What an administrator does to the production calendar. Kept in order and applied over what came with the program. */
public sealed interface CalendarChange {
    int year();

    ProductionCalendar applyTo(ProductionCalendar calendar);

    /** As the journal and the screen say it. */
    String inRussian();

    /** A whole year from a file. */
    record Upload(String xml) implements CalendarChange {
        @Override
        public int year() {
            return ProductionCalendar.yearOf(bytes());
        }

        @Override
        public ProductionCalendar applyTo(ProductionCalendar calendar) {
            return calendar.withYear(bytes());
        }

        @Override
        public String inRussian() {
            return "загружен %d год".formatted(year());
        }

        private byte[] bytes() {
            return xml.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** @param title why */
    record Day(LocalDate date, DayKind kind, String title) implements CalendarChange {
        public Day {
            if (title.isBlank()) {
                throw new IllegalArgumentException("Напишите, почему день меняется");
            }
        }

        @Override
        public int year() {
            return date.getYear();
        }

        @Override
        public ProductionCalendar applyTo(ProductionCalendar calendar) {
            return calendar.withDay(date, kind, title);
        }

        @Override
        public String inRussian() {
            return "%s — %s, %s"
                    .formatted(DateTimeFormatter.ofPattern("dd.MM.uuuu").format(date), kind.inRussian(), title);
        }
    }

    /** The days of the year, entered by hand, are those that the government has published. */
    record Official(int year) implements CalendarChange {
        @Override
        public ProductionCalendar applyTo(ProductionCalendar calendar) {
            return calendar.withOfficial(year);
        }

        @Override
        public String inRussian() {
            return "%d год объявлен официальным".formatted(year);
        }
    }
}
