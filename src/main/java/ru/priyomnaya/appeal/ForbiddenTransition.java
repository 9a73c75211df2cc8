package ru.priyomnaya.appeal;

/** An appeal cannot do this in its present state. The message is for staff; the API answers 409 with the state. */
public class ForbiddenTransition extends IllegalStateException {
    private final AppealStatus status;

    public ForbiddenTransition(String action, AppealStatus status) {
        super("Нельзя %s: обращение в состоянии «%s»".formatted(action, status.inRussian()));
        this.status = status;
    }

    public AppealStatus status() {
        return status;
    }
}
