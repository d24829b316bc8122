package io.passerelle.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Paths below {@code /api} that no controller serves: the files of the document's page, and
 * nothing. Behind the controllers and before the portal, which would take an unknown path for a
 * page.
 */
final class ApiPaths implements HandlerMapping, Ordered {

    private static final String PAGE = "/api/swagger-ui/";

    private final Supplier<HandlerMapping> files;
    private final HttpRequestHandler unknown;

    ApiPaths(Problems problems, Supplier<HandlerMapping> files) {
        this.files = files;
        this.unknown =
                (request, response) ->
                        problems.write(
                                ApiProblem.of(HttpStatus.NOT_FOUND, "path"), request, response);
    }

    @Override
    public int getOrder() {
        return 1;
    }

    @Override
    public boolean usesPathPatterns() {
        return true;
    }

    @Override
    public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
        String path = request.getRequestURI();
        HandlerExecutionChain file = path.startsWith(PAGE) ? files.get().getHandler(request) : null;
        if (file != null) {
            return file;
        }
        boolean ours = path.equals("/api") || path.startsWith("/api/");
        return ours ? new HandlerExecutionChain(unknown) : null;
    }
}
