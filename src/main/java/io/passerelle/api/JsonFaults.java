package io.passerelle.api;

import io.passerelle.foundation.FieldError;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with a JSON body: 400 with line and column when it is no JSON, 422 with the
 * property when it is JSON of another shape.
 */
final class JsonFaults {

    ApiProblem problem(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ApiProblem problem -> {
                    return problem; // a body that is too long
                }
                case UnrecognizedPropertyException unknown -> {
                    return content(unknown, "property.unknown", unknown.getPropertyName());
                }
                case StreamReadException malformed -> {
                    return malformed(malformed);
                }
                case DatabindException shape -> {
                    return content(shape, "property.value");
                }
                default -> {
                    // look behind it
                }
            }
        }
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "no-body");
    }

    private static ApiProblem malformed(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        int line = at == null ? 0 : at.getLineNr();
        int column = at == null ? 0 : at.getColumnNr();
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "json", line, column)
                .with("line", line)
                .with("column", column);
    }

    private static ApiProblem content(DatabindException shape, String code, Object... arguments) {
        return ApiProblem.content(List.of(FieldError.of(path(shape), code, arguments)));
    }

    private static String path(DatabindException shape) {
        String path =
                shape.getPath().stream()
                        .map(step ->
                                step.getPropertyName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : "." + step.getPropertyName())
                        .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }
}
