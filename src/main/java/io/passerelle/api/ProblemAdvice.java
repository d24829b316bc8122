package io.passerelle.api;

import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.NotNow;
import io.passerelle.foundation.Refused;
import io.passerelle.store.StoreFaults;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Translates whatever goes wrong into a problem document. Nothing of the program's inside is told.
 *
 * <p>For every controller and before any other advice: a method or media type that fits no
 * controller belongs to none.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;
    private final JsonFaults jsonFaults = new JsonFaults();

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(ApiProblem problem, HttpServletRequest request) {
        return problems.answer(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refused refused, HttpServletRequest request) {
        return problems.answer(ApiProblem.content(refused.errors()), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> notFound(NotFound notFound, HttpServletRequest request) {
        return problems.answer(
                ApiProblem.of(HttpStatus.NOT_FOUND, "not-found").with("kind", notFound.kind()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> forbidden(Forbidden forbidden, HttpServletRequest request) {
        return problems.answer(
                ApiProblem.of(HttpStatus.FORBIDDEN, "right", forbidden.right())
                        .with("right", forbidden.right()),
                request);
    }

    /** Changed by somebody else: with a condition in the request that one has failed. */
    @ExceptionHandler
    ResponseEntity<Object> conflict(Conflict conflict, HttpServletRequest request) {
        boolean conditional = request.getHeader(HttpHeaders.IF_MATCH) != null;
        return problems.answer(
                conditional
                        ? ApiProblem.of(HttpStatus.PRECONDITION_FAILED, "changed")
                        : ApiProblem.of(HttpStatus.CONFLICT, "changed"),
                request);
    }

    /** Too many lists at once, or one that took too long. */
    @ExceptionHandler
    ResponseEntity<Object> notNow(NotNow notNow, HttpServletRequest request) {
        return problems.answer(
                ApiProblem.of(HttpStatus.SERVICE_UNAVAILABLE, notNow.why().key())
                        .withHeader("Retry-After", ApiProblem.RETRY_AFTER_SECONDS),
                request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> storeAway(RuntimeException reason, HttpServletRequest request) {
        LOG.warn("{} {}: the store is away", request.getMethod(), request.getRequestURI());
        return problems.answer(storeProblem(reason), request);
    }

    /** A commit without an answer may have been made; before it, everything is taken back. */
    static ApiProblem storeProblem(RuntimeException reason) {
        return reason instanceof TransactionSystemException
                ? ApiProblem.storeSilent()
                : ApiProblem.storeAway();
    }

    @ExceptionHandler
    ResponseEntity<Object> bug(RuntimeException bug, HttpServletRequest request) {
        if (bug instanceof NestedRuntimeException && StoreFaults.isAway(bug)) {
            return storeAway(bug, request);
        }
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), bug);
        return problems.answer(
                ApiProblem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal"), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return problems.answer(jsonFaults.problem(e), servlet(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            org.springframework.beans.TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return problems.answer(mismatch(e), servlet(request));
    }

    /** What cannot be an id is the id of nothing. */
    private static ApiProblem mismatch(org.springframework.beans.TypeMismatchException e) {
        if (e instanceof MethodArgumentTypeMismatchException argument) {
            return argument.getParameter().hasParameterAnnotation(PathVariable.class)
                    ? ApiProblem.of(HttpStatus.NOT_FOUND, "not-found")
                    : ApiProblem.query(
                            List.of(
                                    FieldError.of(
                                            argument.getName(),
                                            "parameter.value",
                                            argument.getName())));
        }
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "bad-request");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return problems.answer(
                ApiProblem.query(List.of(FieldError.of(e.getParameterName(), "required"))),
                servlet(request));
    }

    /** Everything else Spring itself refuses: method, media types, missing paths. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode statusCode,
            WebRequest request) {
        HttpStatus status =
                Objects.requireNonNullElse(
                        HttpStatus.resolve(statusCode.value()), HttpStatus.BAD_REQUEST);
        ApiProblem problem = ApiProblem.of(status, code(status));
        headers.forEach((name, values) -> problem.withHeader(name, String.join(", ", values)));
        if (status.is5xxServerError()) {
            LOG.error("{}", request, e);
        }
        return problems.answer(problem, servlet(request));
    }

    static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "media-type";
            case CONTENT_TOO_LARGE -> "too-large";
            case SERVICE_UNAVAILABLE -> "store";
            case INTERNAL_SERVER_ERROR -> "internal";
            default -> "bad-request";
        };
    }

    private static HttpServletRequest servlet(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }
}
