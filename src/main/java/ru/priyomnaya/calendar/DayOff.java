package ru.priyomnaya.calendar;

/** What happens to a last day that is a day off. */
public enum DayOff {
    /** The nearest following working day is the last (ГК РФ, ст. 193). */
    NEXT_WORKING_DAY("следующий рабочий день"),
    /** The nearest earlier working day is the last: the practice of many offices. */
    PREVIOUS_WORKING_DAY("предыдущий рабочий день"),
    /** The day stays. */
    UNCHANGED("не переносится");

    private final String inRussian;

    DayOff(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
