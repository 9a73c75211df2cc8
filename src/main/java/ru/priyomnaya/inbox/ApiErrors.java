package ru.priyomnaya.inbox;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import ru.priyomnaya.answer.Answer;
import ru.priyomnaya.answer.Answers;
import ru.priyomnaya.answer.Approvals;
import ru.priyomnaya.answer.ForbiddenAnswerStep;
import ru.priyomnaya.answer.NoRightToSign;
import ru.priyomnaya.antivirus.Antivirus;
import ru.priyomnaya.appeal.Appeals;
import ru.priyomnaya.appeal.CaseDesk;
import ru.priyomnaya.appeal.DeadlineRules;
import ru.priyomnaya.appeal.ForbiddenTransition;
import ru.priyomnaya.assignment.Assigner;
import ru.priyomnaya.dispatch.Delivery;
import ru.priyomnaya.dispatch.Outbox;
import ru.priyomnaya.gis.GisDesk;
import ru.priyomnaya.intake.Quarantine;
import ru.priyomnaya.letter.UnfitLetter;
import ru.priyomnaya.paper.UnfitPaper;
import ru.priyomnaya.signing.SigningFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Every error of the API as RFC 9457 with a stable {@code code}; Russian sentences for those who read them. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiErrors extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    /** A query parameter has a value that nobody knows. */
    static class BadParameter extends IllegalArgumentException {
        BadParameter(String name, List<?> allowed) {
            super("Параметр %s: допустимо %s".formatted(name, allowed));
        }
    }

    @ExceptionHandler({
        Appeals.NoSuchAppeal.class,
        Answers.NoSuchAnswer.class,
        Outbox.NoSuchDelivery.class,
        Quarantine.NoSuchMessage.class,
        Files.NoSuchFile.class
    })
    ResponseEntity<ProblemDetail> notFound(RuntimeException e) {
        return problem(HttpStatus.NOT_FOUND, "API-404", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ForbiddenTransition e) {
        return withStatus(
                problem(HttpStatus.CONFLICT, "APPEAL-001", e), e.status().name());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ForbiddenAnswerStep e) {
        return withStatus(
                problem(HttpStatus.CONFLICT, "ANSWER-001", e), e.status().name());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Antivirus.ClosedFile e) {
        return problem(HttpStatus.LOCKED, "FILE-001", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Approvals.AwaitsOthers e) {
        return problem(HttpStatus.CONFLICT, "ANSWER-003", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(NoRightToSign e) {
        return problem(HttpStatus.FORBIDDEN, "ANSWER-004", e);
    }

    @ExceptionHandler({Delivery.NotRepeatable.class, Quarantine.MessageAlreadySettled.class})
    ResponseEntity<ProblemDetail> conflict(RuntimeException e) {
        return problem(HttpStatus.CONFLICT, "API-409", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(OptimisticLockingFailureException e) {
        return problem(
                HttpStatus.CONFLICT,
                "API-410",
                "Пока вы писали, другой человек сохранил изменения. Обновите и повторите");
    }

    @ExceptionHandler({Answer.UnfitAnswer.class, UnfitPaper.class, UnfitLetter.class})
    ResponseEntity<ProblemDetail> onUnfit(IllegalArgumentException e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "ANSWER-002", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(DeadlineRules.NoRuleFits e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "APPEAL-003", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(CaseDesk.UnfitStep e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "APPEAL-002", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(GisDesk.UnfitAction e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "GIS-021", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(SigningFailure e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, e.code(), e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Assigner.NotAnExecutor e) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "ASSIGN-001", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(IllegalArgumentException e) {
        return problem(HttpStatus.BAD_REQUEST, "API-400", e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException e) {
        return problem(HttpStatus.BAD_REQUEST, "API-400", invalid(e.getName()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(ByHand.Incomplete e) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        problem.setProperty("code", "DESK-001");
        problem.setProperty("errors", e.problems());
        return ResponseEntity.of(problem).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(AccessDeniedException e) {
        return problem(HttpStatus.FORBIDDEN, "API-403", "На это у вас нет прав");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(DataIntegrityViolationException e) {
        return problem(
                HttpStatus.CONFLICT, "API-411", "Такое уже есть, или значение не помещается. Обновите и повторите");
    }

    /** The database or its pool: nothing was taken, the caller may come again. */
    @ExceptionHandler({DataAccessException.class, TransactionException.class, IOException.class})
    ResponseEntity<ProblemDetail> unavailable(Exception e) {
        log.error("API: хранилище недоступно: {}", e.getClass().getName());
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "API-503", "Сейчас не получается сохранить. Повторите позже");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(status, "Тело запроса не читается как JSON" + place(e));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = e.getBody();
        problem.setDetail(e.getFieldErrors().stream()
                .map(FieldError::getField)
                .distinct()
                .map(ApiErrors::invalid)
                .collect(Collectors.joining(". ")));
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String invalid(String parameter) {
        return "Параметр %s имеет недопустимое значение".formatted(parameter);
    }

    /** What Spring itself refuses has a code too. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var response = super.handleExceptionInternal(e, body, headers, status, request);
        if (response != null && response.getBody() instanceof ProblemDetail problem) {
            problem.setProperty("code", "API-" + status.value());
        }
        return response;
    }

    private static String place(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof DatabindException mapping
                && !mapping.getPath().isEmpty()) {
            return ", поле "
                    + mapping.getPath().get(mapping.getPath().size() - 1).getPropertyName();
        }
        return e.getCause() instanceof JacksonException syntax && syntax.getLocation() != null
                ? ", строка " + syntax.getLocation().getLineNr()
                : "";
    }

    private static ResponseEntity<ProblemDetail> withStatus(ResponseEntity<ProblemDetail> response, String status) {
        var body = response.getBody();
        if (body != null) {
            body.setProperty("currentStatus", status);
        }
        return response;
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, RuntimeException e) {
        return problem(status, code, String.valueOf(e.getMessage()));
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return ResponseEntity.of(problem).build();
    }
}
