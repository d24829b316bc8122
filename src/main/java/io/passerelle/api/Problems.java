package io.passerelle.api;

import io.passerelle.foundation.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes problem documents, with texts in the reader's language, and writes them where no controller
 * is.
 */
@Component
class Problems {

    /** What types of problems start with. */
    static final String TYPE = "urn:passerelle:problem:";

    private final ApiTexts texts;
    private final JsonMapper json = ApiJson.mapper();

    Problems(ApiTexts texts) {
        this.texts = texts;
    }

    /** The document of a problem. */
    ProblemView view(ApiProblem problem, HttpServletRequest request) {
        Locale locale = ApiLocale.of(request);
        String code = "problem." + problem.code();
        return new ProblemView(
                TYPE + problem.code(),
                texts.error(code + ".title", List.of(), locale),
                problem.status().value(),
                texts.error(code, problem.arguments(), locale),
                request.getRequestURI(),
                problem.errors().isEmpty() ? null : faults(problem.errors(), locale),
                problem.members());
    }

    /** The answer of a problem. */
    ResponseEntity<Object> answer(ApiProblem problem, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .header("Content-Language", ApiLocale.of(request).getLanguage());
        problem.headers().forEach(answer::header);
        return answer.body(view(problem, request));
    }

    /** Writes a problem from a filter. */
    void write(ApiProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = json.writeValueAsBytes(view(problem, request));
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Content-Language", ApiLocale.of(request).getLanguage());
        problem.headers().forEach(response::setHeader);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private List<ProblemView.Fault> faults(List<FieldError> errors, Locale locale) {
        return errors.stream()
                .map(e ->
                        new ProblemView.Fault(
                                e.field(), e.code(), texts.error(e.code(), e.arguments(), locale)))
                .toList();
    }
}
