package ru.priyomnaya.appeal;

/** How an appeal stands on a day; each appeal has exactly one. Figures and lists take its SQL from here, so that they agree. */
public enum Outcome {
    /** Sent not later than on the day that governs. */
    IN_TIME("Ответ в срок", Parts.ANSWERED + " and exists (" + Parts.SENT + " and " + Parts.SENT_ON + " <= a.due)"),
    LATE("Ответ с опозданием", Parts.ANSWERED + " and exists (" + Parts.SENT + " and " + Parts.SENT_ON + " > a.due)"),
    /** Answered in the channel's own cabinet: the day is not known here. */
    ELSEWHERE("Ответ в кабинете канала", Parts.ANSWERED + " and not exists (" + Parts.SENT + ")"),
    OPEN("В работе, срок не вышел", Parts.RUNS + " and a.due >= :today"),
    OVERDUE("В работе, просрочено", Parts.RUNS + " and a.due < :today"),
    /** Not considered, redirected, withdrawn, joined to another. */
    ENDED("Закончено без ответа", "not " + Parts.RUNS + " and not " + Parts.ANSWERED);

    /** Pieces of SQL over {@code appeal a}; a class of its own, for constants of the enum may not name later ones. */
    private static final class Parts {
        static final String ANSWERED = "a.status in ('SENT', 'CLOSED')";
        static final String RUNS = "a.status in ('REGISTERED', 'ASSIGNED', 'IN_WORK', 'ON_APPROVAL', 'SIGNED')";
        static final String SENT = "select 1 from answer w where w.appeal_id = a.id and w.sent_at is not null";
        static final String SENT_ON = "(w.sent_at at time zone :zone)::date";
    }

    /** Joins the answer that was sent, as {@code w}, to {@code appeal a}. */
    public static final String JOIN =
            " left join answer w on w.appeal_id = a.id and w.sent_at is not null and " + Parts.ANSWERED;

    /** The name of the outcome, over {@code appeal a} with {@link #JOIN}; takes {@code :zone} and {@code :today}. */
    public static final String NAME =
            "case when " + Parts.ANSWERED + " then case when w.sent_at is null then 'ELSEWHERE' when "
                    + Parts.SENT_ON + " <= a.due then 'IN_TIME' else 'LATE' end when " + Parts.RUNS
                    + " then case when a.due < :today then 'OVERDUE' else 'OPEN' end else 'ENDED' end";

    private final String inRussian;
    private final String condition;

    Outcome(String inRussian, String condition) {
        this.inRussian = inRussian;
        this.condition = condition;
    }

    public String inRussian() {
        return inRussian;
    }

    /** True of appeals that stand so, over {@code appeal a}; takes {@code :zone} and {@code :today}. */
    public String condition() {
        return condition;
    }
}
