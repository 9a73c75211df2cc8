package ru.priyomnaya.calendar;

/** What a day is in the production calendar. */
public enum DayKind {
    WORKING("рабочий"),
    /** A working day that is an hour shorter (ТК РФ, ст. 95). */
    SHORT("сокращённый"),
    DAY_OFF("выходной");

    private final String inRussian;

    DayKind(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
