package ru.priyomnaya.gis;

/** What can be done to an appeal in ГИС ЖКХ. */
public enum ActionKind {
    /** Performer with a planned date. */
    PERFORMER("Назначить исполнителя"),
    /** LoadAnswer and SendAnswer. */
    SEND_ANSWER("Отправить ответ"),
    /** LoadAnswer alone: a person sends it in the cabinet. */
    LOAD_ANSWER("Загрузить черновик ответа"),
    /** SendAnswer of a draft that lies there. */
    SEND_DRAFT("Отправить загруженный черновик"),
    DELETE_ANSWER("Удалить черновик ответа"),
    EXECUTED("Отметить исполненным"),
    REDIRECT("Переадресовать"),
    ROLL_OVER("Продлить срок"),
    NOT_REQUIRED("Отметить, что ответ не требуется");

    private final String inRussian;

    ActionKind(String inRussian) {
        this.inRussian = inRussian;
    }

    public String inRussian() {
        return inRussian;
    }

    /** Whether it is an AnswerAction of the import rather than an AppealAction. */
    boolean concernsAnswer() {
        return switch (this) {
            case SEND_ANSWER, LOAD_ANSWER, SEND_DRAFT, DELETE_ANSWER -> true;
            case PERFORMER, EXECUTED, REDIRECT, ROLL_OVER, NOT_REQUIRED -> false;
        };
    }
}
