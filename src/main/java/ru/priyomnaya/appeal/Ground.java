package ru.priyomnaya.appeal;

/** Why an appeal is not considered (S8–S12). A person chooses; the program at most suggests. */
public enum Ground {
    /** Obscene or insulting words, threats to staff or their families (S8; 59-ФЗ, ст. 11, ч. 3). Nothing is sent. */
    OBSCENE("Нецензурные или оскорбительные выражения, угрозы", false),
    /** The text cannot be read (S9; 59-ФЗ, ст. 11, ч. 4). */
    UNREADABLE("Текст не поддаётся прочтению", true),
    /** Answered on the merits before, no new arguments (S10; 59-ФЗ, ст. 11, ч. 5). */
    ANSWERED_BEFORE("Ответ по существу уже дан, новых доводов нет", true),
    /** An answer would disclose what is confidential (S11; 59-ФЗ, ст. 11, ч. 6). */
    CONFIDENTIAL("Ответ раскрыл бы конфиденциальные сведения", true),
    /** No name, or nowhere to answer (S12; 59-ФЗ, ст. 11, ч. 1). Nothing is sent. */
    ANONYMOUS("Анонимное или без контактных данных", false),
    /** ГИС ЖКХ alone: AnswerIsNotRequired. */
    NOT_REQUIRED("Ответ не требуется", false);

    private final String inRussian;
    private final boolean noticed;

    Ground(String inRussian, boolean noticed) {
        this.inRussian = inRussian;
        this.noticed = noticed;
    }

    public String inRussian() {
        return inRussian;
    }

    /** Whether the applicant is told. */
    public boolean isNoticed() {
        return noticed;
    }
}
