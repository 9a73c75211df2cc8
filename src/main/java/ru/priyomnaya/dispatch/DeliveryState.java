package ru.priyomnaya.dispatch;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Will be attempted, for the first time or again. */
    WAITING("Ждёт отправки"),
    /** Being attempted now; after a crash attempted again under the same name. */
    SENDING("Отправляется"),
    /** Handed over; the other side has not said yet whether it accepts. */
    UNDERWAY("Обрабатывается получателем"),
    /** The other side has accepted it. */
    ACCEPTED("Принято получателем"),
    /** The applicant has it, as the other side says: their cabinet, the post's track number. */
    DELIVERED("Доставлено"),
    /** The applicant has opened it. */
    READ("Прочитано"),
    /** A person carries it: post, or handed over. */
    BY_HAND("Отправить вручную"),
    /** The other side refused it for good: a person has to act. */
    REFUSED("Отказ"),
    /** Accepted at first, then returned. */
    BOUNCED("Вернулось"),
    /** Not needed any more, or one too many. */
    CANCELLED("Отменено");

    private final String inRussian;

    DeliveryState(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
