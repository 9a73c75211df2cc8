package ru.priyomnaya.antivirus;

/** What is known of a file. */
public enum FileCheck {
    /** The scanner has not said anything yet; nobody gets the file. */
    WAITING("проверяется на вирусы"),
    CLEAN("вирусов нет"),
    /** Nobody gets the file. */
    INFECTED("заражён, закрыт"),
    /** Too large for the scanner: whoever opens the file, decides. */
    UNCHECKED("слишком велик для антивируса, не проверен");

    private final String inRussian;

    FileCheck(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    public boolean isClosed() {
        return this == WAITING || this == INFECTED;
    }
}
