package io.passerelle.portal;

import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A way to narrow a list down. Its label is the bundle key {@code <list>.<key>}. */
public sealed interface Filter {

    /** How much of an identifier people can compare. */
    int BRIEF = 8;

    /** The listing's filter key, which is also the name in the page's address. */
    String key();

    /** One or more of a known set of values. */
    record Select(String key, Supplier<List<Choice>> choices) implements Filter {}

    /** A word typed by the person. */
    record Words(String key) implements Filter {}

    /**
     * From one day to another, in the viewer's time zone.
     *
     * @param key what the label and the fields are called
     * @param from the listing's filter key for "at or after"
     * @param until the listing's filter key for "before"
     */
    record Period(String key, String from, String until) implements Filter {}

    /** Set by a link from another page, never by hand; shows as a chip that can be taken off. */
    record Linked(String key, java.util.function.UnaryOperator<String> label) implements Filter {}

    /** One or more of some values; read when the filter opens. */
    static Filter select(String key, Supplier<List<Choice>> choices) {
        return new Select(key, choices);
    }

    /** A word typed by the person. */
    static Filter words(String key) {
        return new Words(key);
    }

    /**
     * From one day to another; the listing's keys are {@code <key>After} and {@code <key>Before}.
     */
    static Filter period(String key) {
        return new Period(key, key + "After", key + "Before");
    }

    /**
     * Set by links from other pages to the identifier of a row of some listing, one that can be
     * asked for it; shown is what people call that row.
     */
    static <R> Filter linkedTo(String key, Kit kit, Listing<R> listing, Function<R, String> name) {
        return linked(
                key,
                id -> {
                    try {
                        ListQuery query = ListQuery.ALL.withFilter("id", id);
                        return listing.page(kit.viewer().visible(), query, 0, 1).stream()
                                .map(name)
                                .findFirst()
                                .orElseGet(() -> brief(id));
                    } catch (Refused anybodyCanTypeAnAddress) {
                        return brief(id);
                    }
                });
    }

    /** The end of an identifier, which is the part that differs. */
    static String brief(String id) {
        return id.length() <= BRIEF ? id : "…" + id.substring(id.length() - BRIEF);
    }

    /** Set by links from other pages; the label turns its value into words. */
    static Filter linked(String key, java.util.function.UnaryOperator<String> label) {
        return new Linked(key, label);
    }
}
