package ru.priyomnaya.calendar;

/** In what a term is counted. */
public enum Counting {
    /** Every day counts (S2). */
    CALENDAR_DAYS("календарные дни", "календарный день", "календарных дня", "календарных дней"),
    /** Days off and holidays are skipped; working Saturdays count (S3). */
    WORKING_DAYS("рабочие дни", "рабочий день", "рабочих дня", "рабочих дней"),
    /** To the same day of a later month, or to its last day when it has no such day (ГК РФ, ст. 192, п. 3). */
    MONTHS("месяцы", "месяц", "месяца", "месяцев");

    private final String inRussian;
    private final String one;
    private final String few;
    private final String many;

    Counting(String inRussian, String one, String few, String many) {
        this.inRussian = inRussian;
        this.one = one;
        this.few = few;
        this.many = many;
    }

    public String inRussian() {
        return inRussian;
    }

    /** «1 месяц», «15 рабочих дней». */
    public String of(int number) {
        var lastTwo = number % 100;
        var last = number % 10;
        if ((lastTwo >= 11 && lastTwo <= 14) || last == 0 || last >= 5) {
            return number + " " + many;
        }
        return number + " " + (last == 1 ? one : few);
    }
}
