package ru.priyomnaya.answer;

/** The answer cannot take this step now; the API answers 409 with the state. */
public class ForbiddenAnswerStep extends IllegalStateException {
    private final AnswerStatus status;

    ForbiddenAnswerStep(String action, AnswerStatus status) {
        super("Нельзя %s: ответ в состоянии «%s»".formatted(action, status.inRussian()));
        this.status = status;
    }

    public AnswerStatus status() {
        return status;
    }
}
