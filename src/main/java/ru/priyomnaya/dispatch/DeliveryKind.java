package ru.priyomnaya.dispatch;

/** What leaves. */
public enum DeliveryKind {
    /** «Ваше обращение зарегистрировано»: number, date, deadline, where to ask. */
    RECEIPT("Уведомление о регистрации"),
    /** The signed answer. */
    ANSWER("Ответ"),
    /** The signed answer once more, by e-mail, beside the way that the applicant chose. */
    ANSWER_COPY("Копия ответа"),
    /** A plain notice: of an extension, a refusal, or to the sender of a letter that was too big. */
    NOTICE("Уведомление"),
    /** To the organisation that an appeal is passed on to, with the appeal and its files. */
    COVER_LETTER("Сопроводительное письмо");

    private final String inRussian;

    DeliveryKind(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
