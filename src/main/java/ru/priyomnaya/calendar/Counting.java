package ru.priyomnaya.calendar;

/** In which days a term is counted. */
public enum Counting {
    /** Every day counts (S2). */
    CALENDAR_DAYS("календарных дней"),
    /** Days off and holidays are skipped; working Saturdays count (S3). */
    WORKING_DAYS("рабочих дней");

    private final String inRussian;

    Counting(String inRussian) {
        this.inRussian = inRussian;
    }

    String inRussian() {
        return inRussian;
    }
}
