package ru.priyomnaya.appeal;

/** The way by which an appeal came or an answer goes (S15). */
public enum Channel {
    EMAIL("Электронная почта", "Э"),
    WEBSITE("Сайт", "С"),
    GIS("ГИС ЖКХ", "Г"),
    ACCOUNT("Личный кабинет", "К"),
    POST("Почта", "П"),
    PHONE("Телефон", "Т"),
    VISIT("Личный приём", "Л"),
    FAX("Факс", "Ф");

    private final String inRussian;
    private final String index;

    Channel(String inRussian, String index) {
        this.inRussian = inRussian;
        this.index = index;
    }

    public String inRussian() {
        return inRussian;
    }

    /** The letter that stands for the channel in a registration number. */
    String index() {
        return index;
    }
}
