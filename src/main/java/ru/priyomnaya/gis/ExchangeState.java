package ru.priyomnaya.gis;

/** Where a message stands. */
public enum ExchangeState {
    /** Signed and stored; perhaps on its way already, the Ack has not come. */
    READY("Готов к отправке"),
    /** Taken in by ГИС ЖКХ; the result is asked for by schedule. */
    ACKED("Принят, ждём результата"),
    /** The raw result is stored and not yet applied. */
    STORED("Результат получен"),
    /** It is not known what became of it: what ГИС ЖКХ now holds decides. */
    RECONCILING("Сверяется"),
    APPLIED("Исполнен"),
    FAILED("Не исполнен");

    private final String inRussian;

    ExchangeState(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
