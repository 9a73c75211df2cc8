package ru.priyomnaya.scan;

/** Where a scan stands. */
public enum ScanState {
    /** Every check is passed; a person has to say yes. */
    WAITING("Ждёт подтверждения"),
    /** It is the signed answer now. */
    ATTACHED("Приложен"),
    /** A person has to look. */
    QUARANTINED("Не разобран"),
    DISMISSED("Отклонён");

    private final String inRussian;

    ScanState(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
