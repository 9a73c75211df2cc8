package ru.priyomnaya.appeal;

/** How one appeal stands to another. */
public enum LinkRelation {
    /** The same appeal, come twice; the other leads and is answered. */
    SAME("то же обращение"),
    /** A further appeal on the same question; both are answered. */
    REPEAT("повторное"),
    /** One of many with one text; each is answered. */
    COLLECTIVE("коллективное");

    private final String inRussian;

    LinkRelation(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
