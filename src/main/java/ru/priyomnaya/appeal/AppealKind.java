package ru.priyomnaya.appeal;

/** What an appeal is (S14). */
public enum AppealKind {
    APPEAL("Обращение"),
    COMPLAINT("Жалоба"),
    CLAIM("Претензия"),
    PROPOSAL("Предложение"),
    REVIEW("Отзыв"),
    REQUEST("Запрос");

    private final String inRussian;

    AppealKind(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }
}
