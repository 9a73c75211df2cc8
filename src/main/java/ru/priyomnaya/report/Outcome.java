package ru.priyomnaya.report;

/** How an appeal of the period stands today; each appeal has exactly one. */
enum Outcome {
    /** Sent not later than on the day that governs. */
    IN_TIME("Ответ в срок"),
    LATE("Ответ с опозданием"),
    /** Answered in the channel's own cabinet: the day is not known here. */
    ELSEWHERE("Ответ в кабинете канала"),
    OPEN("В работе, срок не вышел"),
    OVERDUE("В работе, просрочено"),
    /** Not considered, redirected, withdrawn, joined to another. */
    ENDED("Закончено без ответа");

    private final String inRussian;

    Outcome(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
