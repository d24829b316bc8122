package io.passerelle.api;

import io.passerelle.foundation.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters a method does not have: a misspelt filter that is dropped in silence
 * answers another question than was asked. Lists check their own, which are the list's filters.
 */
final class QueryGuard implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || request.getQueryString() == null) {
            return true;
        }
        Set<String> known = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.getParameterType() == ListRequest.class) {
                return true;
            }
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                known.add(named.name());
            }
        }
        List<FieldError> errors = new ArrayList<>();
        for (String name : request.getParameterMap().keySet()) {
            if (!known.contains(name)) {
                errors.add(
                        FieldError.of(name, "parameter.unknown", name, String.join(", ", known)));
            }
        }
        if (!errors.isEmpty()) {
            throw ApiProblem.query(errors);
        }
        return true;
    }
}
