package ru.priyomnaya.inbox;

import org.jspecify.annotations.Nullable;
import ru.priyomnaya.answer.AnswerStatus;
import ru.priyomnaya.appeal.AppealStatus;

/**
 * The one thing that the card waits for, whoever has to do it.
 *
 * @param sentence in Russian
 * @param anchor where on the card it is done
 * @param mine the one who looks can do it
 */
record NextStep(String sentence, String anchor, boolean mine) {
    private static final String ANSWER = "answer";

    /** Null when nothing is left to do. */
    static @Nullable NextStep of(AppealDetails appeal, CardScreens.Rights may, AnswerPanels.@Nullable Panel panel) {
        if (appeal.status() == AppealStatus.REGISTERED) {
            return new NextStep("Назначить исполнителя", "executor-title", may.assign());
        }
        if (appeal.answers().isEmpty()) {
            return appeal.status().isOpen() ? new NextStep("Написать ответ", ANSWER, may.write()) : null;
        }
        var decides = panel != null && panel.mayDecide();
        return of(appeal.answers().get(0).status(), may, decides, appeal.status());
    }

    private static @Nullable NextStep of(
            AnswerStatus answer, CardScreens.Rights may, boolean decides, AppealStatus appeal) {
        return switch (answer) {
            case DRAFT -> new NextStep("Дописать ответ и отправить на согласование", ANSWER, may.write());
            case ON_APPROVAL ->
                new NextStep(decides ? "Согласовать ответ или вернуть" : "Дождаться согласования", ANSWER, decides);
            case APPROVED -> new NextStep("Подписать письмо и приложить скан", ANSWER, may.write() || may.sign());
            case SIGNED -> new NextStep("Отправить ответ заявителю", ANSWER, may.write() || may.sign());
            case SENDING -> new NextStep("Дождаться отправки", ANSWER, false);
            case UNDELIVERED -> new NextStep("Исправить адрес и отправить ещё раз", ANSWER, may.write() || may.sign());
            case SENT -> appeal == AppealStatus.SENT ? new NextStep("Закрыть обращение", ANSWER, may.close()) : null;
        };
    }
}
