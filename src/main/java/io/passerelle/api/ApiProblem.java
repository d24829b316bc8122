package io.passerelle.api;

import io.passerelle.foundation.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A request that is answered with a problem document (RFC 9457).
 *
 * <p>Thrown by the shell's parts; the services throw their own refusals, which {@link
 * ProblemAdvice} translates.
 */
public final class ApiProblem extends RuntimeException {

    /** When to ask again. */
    static final String RETRY_AFTER_SECONDS = "5";

    private final HttpStatus status;
    private final String code;
    private final transient List<Object> arguments;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private ApiProblem(
            HttpStatus status, String code, List<Object> arguments, List<FieldError> errors) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.arguments = List.copyOf(arguments);
        this.errors = List.copyOf(errors);
    }

    /**
     * A problem of its own kind.
     *
     * @param code the problem's kind; its title is {@code error.problem.<code>.title}, its text
     *     {@code error.problem.<code>}
     */
    public static ApiProblem of(HttpStatus status, String code, Object... arguments) {
        return new ApiProblem(status, code, List.of(arguments), List.of());
    }

    /** The database is away: 503, with when to ask again. */
    static ApiProblem storeAway() {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "store")
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /**
     * The database went away while a change was being committed: nobody knows whether it was made.
     */
    static ApiProblem storeSilent() {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "store-silent")
                .withHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** A query string that cannot be served: 400 with the parameters at fault. */
    public static ApiProblem query(List<FieldError> errors) {
        return new ApiProblem(HttpStatus.BAD_REQUEST, "query", List.of(), errors);
    }

    /** Content that is understood and cannot be accepted: 422 with the fields at fault. */
    public static ApiProblem content(List<FieldError> errors) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, "content", List.of(), errors);
    }

    /** Adds a member of its own to the document. */
    public ApiProblem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Adds a header to the answer. */
    public ApiProblem withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    List<Object> arguments() {
        return arguments;
    }

    List<FieldError> errors() {
        return errors;
    }

    Map<String, Object> members() {
        return members;
    }

    Map<String, String> headers() {
        return headers;
    }
}
