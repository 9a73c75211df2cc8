package ru.priyomnaya.answer;

/** Where an answer stands on its way out. */
public enum AnswerStatus {
    /** The executor writes. */
    DRAFT("Черновик"),
    /** A signer reads. */
    ON_APPROVAL("На согласовании"),
    /** A signer has approved the text; the paper waits to be signed and scanned. */
    APPROVED("Ждёт подписанный скан"),
    /** The signed scan is attached. */
    SIGNED("Подписан"),
    /** Somebody pressed «Отправить»: it is in the outbox. */
    SENDING("Отправляется"),
    /** The other side has accepted it. */
    SENT("Отправлен"),
    /** It came back or was refused: a person has to act. */
    UNDELIVERED("Не доставлен");

    private final String inRussian;

    AnswerStatus(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
