package io.passerelle.api;

import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Slice;
import io.passerelle.foundation.Visible;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list of the store, read when the answer's form is known. */
final class PagedList<R, V> implements Listed<V> {

    private final Listing<R> listing;
    private final Visible visible;
    private final ListRequest request;
    private final Function<R, V> view;
    private final Class<V> type;
    private @Nullable Slice<R> slice;

    PagedList(
            Listing<R> listing,
            Visible visible,
            ListRequest request,
            Function<R, V> view,
            Class<V> type) {
        this.listing = listing;
        this.visible = visible;
        this.request = request;
        this.view = view;
        this.type = type;
    }

    @Override
    public List<V> getItems() {
        return slice().items().stream().map(view).toList();
    }

    @Override
    public @Nullable String getNext() {
        String next = slice().next();
        return next == null ? null : request.cursors().seal(request.path(), next);
    }

    @Override
    public @Nullable String nextAddress() {
        String next = getNext();
        return next == null ? null : request.addressWith(next);
    }

    @Override
    public void each(Consumer<V> row) {
        asked(() -> {
            listing.each(visible, request.query(), r -> row.accept(view.apply(r)));
            return true;
        });
    }

    @Override
    public Class<V> rowType() {
        return type;
    }

    private Slice<R> slice() {
        Slice<R> known = slice;
        if (known == null) {
            known =
                    asked(() ->
                            listing.after(
                                    visible, request.query(), request.cursor(), request.limit()));
            slice = known;
        }
        return known;
    }

    /** What a list refuses is something in the query string. */
    private static <T> T asked(java.util.function.Supplier<T> question) {
        try {
            return question.get();
        } catch (Refused e) {
            throw ApiProblem.query(e.errors());
        }
    }
}
