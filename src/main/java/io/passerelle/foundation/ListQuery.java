package io.passerelle.foundation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody wants to see of a list, in the portal and in the API alike.
 *
 * @param search words to find in the list's search columns; empty for all
 * @param filters per filter key the accepted values, any of them; an unknown key is refused by the
 *     list
 * @param sorts the order, most significant first; the list adds its own identity as the last one
 */
public record ListQuery(String search, Map<String, List<String>> filters, List<Sort> sorts) {

    /** Everything, in the list's own order. */
    public static final ListQuery ALL = new ListQuery("", Map.of(), List.of());

    /** Copies, so that a query never changes. */
    public ListQuery {
        search = search.strip();
        filters = Map.copyOf(filters);
        sorts = List.copyOf(sorts);
    }

    /**
     * One column of the order.
     *
     * @param key the column's key
     * @param descending greatest first
     */
    public record Sort(String key, boolean descending) {}

    /** The same with other words to find. */
    public ListQuery withSearch(String words) {
        return new ListQuery(words, filters, sorts);
    }

    /** The same with one filter replaced; without values the filter is taken off. */
    public ListQuery withFilter(String key, String... values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(filters);
        if (values.length == 0) {
            changed.remove(key);
        } else {
            changed.put(key, List.of(values));
        }
        return new ListQuery(search, changed, sorts);
    }

    /** The same with one more column in the order. */
    public ListQuery withSort(String key, boolean descending) {
        List<Sort> changed = new ArrayList<>(sorts);
        changed.add(new Sort(key, descending));
        return new ListQuery(search, filters, changed);
    }
}
