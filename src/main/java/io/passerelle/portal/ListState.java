package io.passerelle.portal;

import io.passerelle.foundation.ListQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody looks at in a list: it fits into the page's address and comes back from it, so that
 * a link shows another person the same rows.
 *
 * @param search the words in the search field
 * @param filters per filter key the chosen values
 * @param sorts the order, most significant first
 * @param selected the identity of the selected row; empty for none
 */
record ListState(
        String search,
        Map<String, List<String>> filters,
        List<ListQuery.Sort> sorts,
        String selected) {

    /** The names in an address that are not filters. */
    private static final String SEARCH = "q";

    private static final String SORT = "sort";
    private static final String SELECTED = "id";
    private static final int MOST_VALUES = 100;

    ListState {
        filters = Map.copyOf(filters);
        sorts = List.copyOf(sorts);
    }

    static ListState start(ListDefinition<?> list) {
        return new ListState("", Map.of(), list.firstOrder(), "");
    }

    ListState withSearch(String words) {
        return new ListState(words, filters, sorts, selected);
    }

    ListState withSorts(List<ListQuery.Sort> order) {
        return new ListState(search, filters, order, selected);
    }

    ListState withSelected(String id) {
        return new ListState(search, filters, sorts, id);
    }

    ListState withFilter(String key, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(filters);
        if (values.isEmpty()) {
            changed.remove(key);
        } else {
            changed.put(key, List.copyOf(values));
        }
        return new ListState(search, changed, sorts, selected);
    }

    ListState withoutConditions() {
        return new ListState("", Map.of(), sorts, selected);
    }

    boolean hasConditions() {
        return !search.isBlank() || !filters.isEmpty();
    }

    /** The query part of the page's address; what is as at the first look is left out. */
    Map<String, List<String>> toParameters(ListDefinition<?> list) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (!search.isBlank()) {
            parameters.put(SEARCH, List.of(search));
        }
        filters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> parameters.put(e.getKey(), e.getValue()));
        if (!sorts.isEmpty() && !sorts.equals(list.firstOrder())) {
            parameters.put(
                    SORT, sorts.stream().map(s -> (s.descending() ? "-" : "") + s.key()).toList());
        }
        if (!selected.isEmpty()) {
            parameters.put(SELECTED, List.of(selected));
        }
        return parameters;
    }

    /**
     * What an address asks for; what the list does not know is left out, since anybody can type an
     * address.
     */
    static ListState fromParameters(ListDefinition<?> list, Map<String, List<String>> parameters) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        parameters.forEach((key, values) -> {
            boolean known = list.listing().filterKeys().contains(key);
            List<String> said =
                    values.stream()
                            .map(ListState::sayable)
                            .filter(v -> !v.isBlank())
                            .limit(MOST_VALUES)
                            .toList();
            if (known && !key.equals(SELECTED) && !said.isEmpty()) {
                filters.put(key, said);
            }
        });
        List<ListQuery.Sort> sorts = new ArrayList<>();
        for (String sort : parameters.getOrDefault(SORT, List.of())) {
            boolean descending = sort.startsWith("-");
            String key = descending ? sort.substring(1) : sort;
            if (list.listing().sortKeys().contains(key)) {
                sorts.add(new ListQuery.Sort(key, descending));
            }
        }
        return new ListState(
                first(parameters, SEARCH),
                filters,
                sorts.isEmpty() ? list.firstOrder() : sorts,
                first(parameters, SELECTED));
    }

    private static String first(Map<String, List<String>> parameters, String key) {
        List<String> values = parameters.getOrDefault(key, List.of());
        return values.isEmpty() ? "" : sayable(values.getFirst()).strip();
    }

    /** PostgreSQL has no text with a zero byte, and would refuse the whole question. */
    private static String sayable(String value) {
        return value.replace('\0', ' ');
    }
}
