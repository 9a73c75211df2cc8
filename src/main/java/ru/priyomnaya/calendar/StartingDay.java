package ru.priyomnaya.calendar;

/** The day from which a term is counted; it is day 0 (ГК РФ, ст. 191). */
public enum StartingDay {
    /** The day of registration (59-ФЗ, ст. 12, ч. 1; S2, S3). */
    REGISTRATION("день регистрации", "Зарегистрировано"),
    /** The day on which the appeal came in, however much later it was registered. */
    RECEIPT("день поступления", "Поступило");

    private final String inRussian;
    private final String verb;

    StartingDay(String inRussian, String verb) {
        this.inRussian = inRussian;
        this.verb = verb;
    }

    public String inRussian() {
        return inRussian;
    }

    String verb() {
        return verb;
    }
}
