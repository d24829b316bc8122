package io.passerelle.api;

import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.ListQuery;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Reads {@link ListRequest}s. */
final class ListRequestResolver implements HandlerMethodArgumentResolver {

    private static final int MOST_FILTER_VALUES = 500;
    private static final int LONGEST_SEARCH = 200;
    private static final int MOST_SORTS = 5;

    private final Cursors cursors;

    ListRequestResolver(Cursors cursors) {
        this.cursors = cursors;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ListRequest.class;
    }

    @Override
    public ListRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request =
                Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        List<FieldError> errors = new ArrayList<>();
        String path = request.getRequestURI();
        int limit = limit(request, errors);
        String cursor = cursor(request, path, errors);
        String search = search(request, errors);
        List<ListQuery.Sort> sorts = sorts(request, errors);
        Map<String, List<String>> filters = filters(request, errors);
        if (!errors.isEmpty()) {
            throw ApiProblem.query(errors);
        }
        return new ListRequest(
                new ListQuery(search, filters, sorts),
                limit,
                cursor,
                path,
                next ->
                        ServletUriComponentsBuilder.fromRequest(request)
                                .replaceQueryParam("cursor", next)
                                .toUriString(),
                cursors::seal);
    }

    private static int limit(HttpServletRequest request, List<FieldError> errors) {
        String text = one(request, "limit", errors);
        try {
            int limit = text == null ? ListRequest.USUAL_ROWS : Integer.parseInt(text);
            if (limit >= 1 && limit <= ListRequest.MOST_ROWS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        errors.add(FieldError.of("limit", "limit.range", 1, ListRequest.MOST_ROWS));
        return 1;
    }

    private @Nullable String cursor(
            HttpServletRequest request, String path, List<FieldError> errors) {
        String text = one(request, "cursor", errors);
        if (text == null) {
            return null;
        }
        String cursor = cursors.open(path, text).orElse(null);
        if (cursor == null) {
            errors.add(FieldError.of("cursor", "cursor.bad"));
        }
        return cursor;
    }

    private static String search(HttpServletRequest request, List<FieldError> errors) {
        String text = one(request, "search", errors);
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST_SEARCH || text.indexOf('\0') >= 0) {
            errors.add(FieldError.of("search", "too.long", LONGEST_SEARCH));
            return "";
        }
        return text;
    }

    private static List<ListQuery.Sort> sorts(HttpServletRequest request, List<FieldError> errors) {
        String text = one(request, "sort", errors);
        if (text == null || text.isBlank()) {
            return List.of();
        }
        String[] keys = text.split(",", -1);
        if (keys.length > MOST_SORTS) {
            errors.add(FieldError.of("sort", "sort.many", MOST_SORTS));
            return List.of();
        }
        return Arrays.stream(keys)
                .map(String::strip)
                .map(key ->
                        key.startsWith("-")
                                ? new ListQuery.Sort(key.substring(1), true)
                                : new ListQuery.Sort(key, false))
                .toList();
    }

    private static Map<String, List<String>> filters(
            HttpServletRequest request, List<FieldError> errors) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        request.getParameterMap()
                .forEach((key, values) -> {
                    if (!ListParameters.SHARED.contains(key)) {
                        filters.put(key, values(key, values, errors));
                    }
                });
        return filters;
    }

    /** {@code status=ACTIVE,SUSPENDED} and {@code status=ACTIVE&status=SUSPENDED} are the same. */
    private static List<String> values(String key, String[] given, List<FieldError> errors) {
        List<String> values =
                Arrays.stream(given)
                        .flatMap(v -> Arrays.stream(v.split(",", MOST_FILTER_VALUES + 1)))
                        .map(String::strip)
                        .toList();
        if (values.size() > MOST_FILTER_VALUES) {
            errors.add(FieldError.of(key, "filter.many", MOST_FILTER_VALUES));
        }
        if (values.stream().anyMatch(v -> v.indexOf('\0') >= 0)) {
            errors.add(FieldError.of(key, "filter.value", key));
        }
        return values;
    }

    private static @Nullable String one(
            HttpServletRequest request, String name, List<FieldError> errors) {
        String[] values = request.getParameterValues(name);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            errors.add(FieldError.of(name, "parameter.twice", name));
        }
        return values[0];
    }
}
