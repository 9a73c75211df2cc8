package ru.priyomnaya.inbox;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import ru.priyomnaya.access.Accounts;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.desk.PaperLetters;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.intake.Quarantine;
import ru.priyomnaya.signing.SigningFailure;

/** What a person sees when a step is refused: a sentence on the page they came from. */
@ControllerAdvice(annotations = Controller.class)
public class ScreenErrors {
    /** A step that a button takes. */
    @FunctionalInterface
    public interface Step {
        void take() throws IOException;
    }

    /**
     * Takes the step and goes to {@code page} with {@code done}, unless the step says itself what it did, or with why not. Refusals carry Russian sentences; anything
     * else is a defect and goes on to the error page.
     */
    public static String act(RedirectAttributes redirect, @Nullable String done, String page, Step step) {
        try {
            step.take();
            if (done != null) {
                redirect.addFlashAttribute("done", done);
            }
        } catch (AuthorizationDeniedException e) {
            throw e; // the role may never: 403. Whose appeal it is, is told below
        } catch (OptimisticLockingFailureException
                | DataIntegrityViolationException
                | AccessDeniedException
                | SigningFailure
                | IllegalStateException
                | IllegalArgumentException
                | Appeals.NoSuchAppeal
                | IOException e) {
            redirect.addFlashAttribute("refused", sentence(e));
        }
        return "redirect:" + page;
    }

    /** Why a step was refused, for the person who took it. */
    static @Nullable String sentence(Exception refusal) {
        if (refusal instanceof OptimisticLockingFailureException) {
            return "Пока вы работали, другой человек изменил это. Проверьте и повторите";
        }
        if (refusal instanceof DataIntegrityViolationException) {
            return "Такое уже есть, или значение не подходит. Проверьте и повторите";
        }
        if (refusal instanceof AccessDeniedException) {
            return "На это у вас нет прав";
        }
        if (refusal instanceof IOException) {
            return "Хранилище документов не отвечает, повторите позже";
        }
        return refusal instanceof SigningFailure failure
                ? failure.code() + ": " + failure.getMessage()
                : refusal.getMessage();
    }

    /** A file that the scanner has not released. */
    @ExceptionHandler
    @ResponseStatus(HttpStatus.LOCKED)
    String closed(Antivirus.ClosedFile e, Model model) {
        model.addAttribute("sentence", e.getMessage());
        return "error/404";
    }

    @ExceptionHandler({
        Appeals.NoSuchAppeal.class,
        Answers.NoSuchAnswer.class,
        Outbox.NoSuchDelivery.class,
        Quarantine.NoSuchMessage.class,
        Accounts.NoSuchPerson.class,
        Files.NoSuchFile.class,
        PaperLetters.LetterSettled.class
    })
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(RuntimeException e, Model model) {
        model.addAttribute("sentence", e.getMessage());
        return "error/404";
    }
}
