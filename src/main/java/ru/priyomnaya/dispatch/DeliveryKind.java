package ru.priyomnaya.dispatch;

/** What leaves. */
public enum DeliveryKind {
    /** «Ваше обращение зарегистрировано»: number, date, deadline, where to ask. */
    RECEIPT("Уведомление о регистрации"),
    /** The signed answer. */
    ANSWER("Ответ"),
    /** A plain notice, to the sender of a letter that was too big, for example. */
    NOTICE("Уведомление");

    private final String inRussian;

    DeliveryKind(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
