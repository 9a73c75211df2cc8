package ru.priyomnaya.appeal;

import java.util.EnumSet;
import java.util.Set;

/** Where an appeal stands. */
public enum AppealStatus {
    /** Has a number and a term, and nobody to answer it yet. */
    REGISTERED("Зарегистрировано"),
    /** Has an executor who has not begun. */
    ASSIGNED("Назначено"),
    /** The executor has begun an answer. */
    IN_WORK("В работе"),
    /** The answer waits for a signer, or for the scan of what the signer approved. */
    ON_APPROVAL("На согласовании"),
    /** The signed scan is attached; nothing has left yet. */
    SIGNED("Подписано"),
    /** The other side has accepted the answer. */
    SENT("Отправлено"),
    /** Filed [в дело]. */
    CLOSED("Закрыто"),
    /** Not considered, on one of the grounds S8–S12. */
    DECLINED("Не рассматривается"),
    /** Passed to another organisation. */
    REDIRECTED("Перенаправлено"),
    /** Taken back by the applicant. */
    WITHDRAWN("Отозвано"),
    /** The same appeal as another, which leads. */
    LINKED("Объединено");

    private static final Set<AppealStatus> OPEN = EnumSet.of(REGISTERED, ASSIGNED, IN_WORK, ON_APPROVAL, SIGNED);

    private static final Set<AppealStatus> ENDED_WITHOUT_ANSWER = EnumSet.of(DECLINED, REDIRECTED, WITHDRAWN, LINKED);

    private final String inRussian;

    AppealStatus(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    static Set<AppealStatus> open() {
        return EnumSet.copyOf(OPEN);
    }

    /** Whether it ended in another way than by our answer. */
    boolean isEndedWithoutAnswer() {
        return ENDED_WITHOUT_ANSWER.contains(this);
    }

    /** Whether its term still runs. */
    public boolean isOpen() {
        return OPEN.contains(this);
    }
}
