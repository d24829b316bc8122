package io.passerelle.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for a list: a page of it as JSON, or all of it streamed as CSV or XML, as
 * the request's Accept header says.
 *
 * @param <V> a row as the API shows it, a record
 */
public interface Listed<V> {

    /** The page's rows. */
    @Schema(description = "The rows of this page")
    List<V> getItems();

    /** The cursor of the next page. */
    @Schema(
            description = "Give this as cursor to get the next page; null on the last one",
            types = {"string", "null"})
    @Nullable String getNext();

    /** The address of the next page, for the Link header; null on the last one. */
    @Schema(hidden = true)
    @Nullable String nextAddress();

    /** Every row there is, one after the other. */
    void each(Consumer<V> row);

    /** What a row is. */
    Class<V> rowType();

    /** A list that is small enough to be given whole. */
    static <V> Listed<V> all(List<V> rows, Class<V> type) {
        return new WholeList<>(List.copyOf(rows), type);
    }
}
