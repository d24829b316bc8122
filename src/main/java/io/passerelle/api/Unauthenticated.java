package io.passerelle.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers requests without a valid token: 401 with the scheme to use (RFC 6750 section 3). */
final class Unauthenticated implements AuthenticationEntryPoint {

    private final Problems problems;

    Unauthenticated(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException reason)
            throws IOException {
        problems.write(problem(false), request, response);
    }

    /**
     * @param wrong a token came and is not valid; else none came
     */
    static ApiProblem problem(boolean wrong) {
        return ApiProblem.of(HttpStatus.UNAUTHORIZED, wrong ? "token" : "no-token")
                .withHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"passerelle\"" + (wrong ? ", error=\"invalid_token\"" : ""));
    }
}
