package ru.priyomnaya.disclosure;

import java.time.LocalDate;
import java.util.List;

/**
 * Figures over a period, consolidated (S23), as the API gives them to staff: names of departments, heads and executors are in it.
 *
 * @param from first day of registration, in the organisation's zone
 * @param until last day
 * @param beforeFrom first of the same days a year before, and {@code beforeUntil} the last
 * @param asOf the day on which it was counted
 * @param whole everything, or the one department that was asked for
 * @param departments side by side; empty when one was asked for
 */
record Report(
        LocalDate from,
        LocalDate until,
        LocalDate beforeFrom,
        LocalDate beforeUntil,
        LocalDate asOf,
        Part whole,
        List<Part> departments,
        WorkingTime workingTime,
        List<Measure> measures) {}
