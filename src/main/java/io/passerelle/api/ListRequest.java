package io.passerelle.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request for a list, read from its query string: {@code limit}, {@code cursor}, {@code search},
 * {@code sort}; every other parameter is a filter. A parameter of a controller's method.
 *
 * @param limit rows on a page, 1 to {@link #MOST_ROWS}
 * @param cursor the list's own cursor; null for the first page
 */
public record ListRequest(
        ListQuery query,
        int limit,
        @Nullable String cursor,
        String path,
        Function<String, String> address,
        CursorSeal cursors) {

    /** Rows on a page when the request does not say. */
    public static final int USUAL_ROWS = 50;

    /** The most rows a page may have. */
    public static final int MOST_ROWS = 500;

    /** Makes a cursor unreadable for others. */
    interface CursorSeal {
        String seal(String path, String cursor);
    }

    /**
     * The rows of a list that a viewer sees.
     *
     * @param view makes the row the API shows
     */
    public <R, V> Listed<V> of(
            Listing<R> listing, Viewer viewer, Class<V> type, Function<R, V> view) {
        return of(listing, viewer.visible(), type, view);
    }

    /** The rows of a list that are visible. */
    public <R, V> Listed<V> of(
            Listing<R> listing, Visible visible, Class<V> type, Function<R, V> view) {
        List<FieldError> errors = new ArrayList<>();
        query.filters()
                .keySet()
                .forEach(key -> {
                    if (!listing.filterKeys().contains(key)) {
                        errors.add(FieldError.of(key, "parameter.unknown", key, names(listing)));
                    }
                });
        query.sorts()
                .forEach(sort -> {
                    if (!listing.sortKeys().contains(sort.key())) {
                        errors.add(
                                FieldError.of(
                                        "sort",
                                        "sort.unknown",
                                        sort.key(),
                                        String.join(", ", new TreeSet<>(listing.sortKeys()))));
                    }
                });
        if (!errors.isEmpty()) {
            throw ApiProblem.query(errors);
        }
        return new PagedList<>(listing, visible, this, view, type);
    }

    /** The same request for one kind of rows only. */
    public ListRequest with(String filter, String value) {
        return new ListRequest(
                query.withFilter(filter, value), limit, cursor, path, address, cursors);
    }

    /** The address of the page behind a cursor. */
    String addressWith(String next) {
        return address.apply(next);
    }

    private static String names(Listing<?> listing) {
        var names = new TreeSet<>(listing.filterKeys());
        names.addAll(List.of("limit", "cursor", "search", "sort"));
        return String.join(", ", names);
    }
}
