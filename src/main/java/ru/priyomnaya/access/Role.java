package ru.priyomnaya.access;

/** What a person may do. */
public enum Role {
    /** Takes in, assigns, sorts out the quarantine. */
    REGISTRAR("Регистратор"),
    /** Answers (S5: named on the letter with a telephone). */
    EXECUTOR("Исполнитель"),
    /** Holds the right to sign: approves answers or returns them. No other role implies it. */
    SIGNER("Подписант"),
    /** Controls terms (S20); may do what a registrar may. */
    DIRECTOR("Руководитель"),
    /** Watches routes, channels and deliveries. */
    IT("ИТ-специалист"),
    /** Reads everything, changes nothing. */
    AUDITOR("Аудитор"),
    /** Keeps people, departments and rules; may do what a registrar and IT may, not sign. */
    ADMIN("Администратор");

    private final String inRussian;

    Role(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    String authority() {
        return "ROLE_" + name();
    }
}
