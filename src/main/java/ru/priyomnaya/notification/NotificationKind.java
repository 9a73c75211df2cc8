package ru.priyomnaya.notification;

/** What somebody may want to be told. Names are stored: they never change. */
public enum NotificationKind {
    ASSIGNED("Вам назначено обращение", false),
    ASKED("Ждёт вашего решения", true),
    RETURNED("Ответ вернули на доработку", true),
    APPROVED("Ответ согласован", false),
    UNDELIVERED("Ответ не доставлен", true),
    LETTER_JOINED("Заявитель прислал дополнение", false),
    TERM_MOVED("Срок изменился", false),
    ENDED("Отвечать больше не нужно", false),
    REOPENED("Обращение снова в работе", false),
    LOW_MARK("Низкая оценка ответа: нужен разбор", true),
    TOKEN_ENDS("Скоро кончится токен API", true);

    private final String inRussian;
    private final boolean mailed;

    NotificationKind(String inRussian, boolean mailed) {
        this.inRussian = inRussian;
        this.mailed = mailed;
    }

    public String inRussian() {
        return inRussian;
    }

    /** Whether it is in the digest of somebody who has chosen nothing: what waits for that very person. */
    boolean isMailed() {
        return mailed;
    }
}
