package ru.priyomnaya.intake;

/** What became of a message that was taken in. */
public enum IntakeState {
    /** Its bytes are safe; nobody has read them yet. */
    STORED("Принято"),
    /** It is an appeal in the register, or a further letter in one. */
    REGISTERED("Зарегистрировано"),
    /** The same letter came before by another way. */
    DUPLICATE("Повтор"),
    /** Written by a program: an absence notice, a list, our own letter. Never answered. */
    AUTOMATIC("Автоматическое"),
    /** A report that a letter of ours was not delivered. */
    BOUNCE("Недоставка"),
    /** A person has to look. */
    QUARANTINED("Карантин"),
    /** A person looked and decided that it is not an appeal. */
    DISMISSED("Отклонено");

    private final String inRussian;

    IntakeState(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
