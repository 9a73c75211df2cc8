package ru.priyomnaya.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * The last day of a term, and why it is that day.
 *
 * @param lastDay until its end, in the organisation's zone
 * @param rule what was counted, in Russian: «30 календарных дней»
 * @param basis the clause the rule rests on, as staff read it
 * @param explanation the calculation line by line, in Russian
 * @param provisional some day counted lies in a year that has no official calendar yet
 */
public record Deadline(LocalDate lastDay, String rule, String basis, List<String> explanation, boolean provisional) {}
