package ru.priyomnaya.worktime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import ru.priyomnaya.calendar.ProductionCalendar;

/**
 * The production calendar is another now. Published inside the transaction that changed it.
 *
 * @param what in Russian
 * @param calendar as it is from now on
 */
public record CalendarChanged(
        int year, String what, @JsonIgnore ProductionCalendar calendar) {}
