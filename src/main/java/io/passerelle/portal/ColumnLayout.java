package io.passerelle.portal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a person arranged the columns of a list. Kept as text, such as {@code
 * iccid,label:180px,-imsi}: the order, widths where they were dragged, a minus before hidden ones.
 * Columns the text does not know, because they are newer, come last as declared.
 *
 * @param order every column's key
 * @param hidden the keys of columns that are not shown
 * @param widths CSS lengths by key, for columns that were dragged
 */
record ColumnLayout(List<String> order, Set<String> hidden, Map<String, String> widths) {

    ColumnLayout {
        order = List.copyOf(order);
        hidden = Set.copyOf(hidden);
        widths = Map.copyOf(widths);
    }

    static ColumnLayout declared(ListDefinition<?> list) {
        Set<String> hidden = new LinkedHashSet<>();
        List<String> order = new ArrayList<>();
        for (Column<?> column : list.columns()) {
            order.add(column.key());
            if (!column.isVisible()) {
                hidden.add(column.key());
            }
        }
        return new ColumnLayout(order, hidden, Map.of());
    }

    static ColumnLayout remembered(ListDefinition<?> list, String preference) {
        ColumnLayout declared = declared(list);
        if (preference.isEmpty()) {
            return declared;
        }
        Set<String> order = new LinkedHashSet<>();
        Set<String> hidden = new LinkedHashSet<>();
        Map<String, String> widths = new HashMap<>();
        for (String part : preference.split(",")) {
            boolean isHidden = part.startsWith("-");
            String[] keyAndWidth = (isHidden ? part.substring(1) : part).split(":", 2);
            String key = keyAndWidth[0];
            if (declared.order.contains(key)) {
                order.add(key);
                if (isHidden) {
                    hidden.add(key);
                }
                if (keyAndWidth.length == 2) {
                    widths.put(key, keyAndWidth[1]);
                }
            }
        }
        for (String key : declared.order) {
            if (order.add(key) && declared.hidden.contains(key)) {
                hidden.add(key);
            }
        }
        return new ColumnLayout(List.copyOf(order), hidden, widths);
    }

    boolean isShown(String key) {
        return !hidden.contains(key);
    }

    List<String> shown() {
        return order.stream().filter(this::isShown).toList();
    }

    String width(String key) {
        return widths.getOrDefault(key, "");
    }

    /** The last shown column cannot be hidden. */
    ColumnLayout shown(String key, boolean isShown) {
        Set<String> changed = new LinkedHashSet<>(hidden);
        if (isShown) {
            changed.remove(key);
        } else if (shown().size() > 1) {
            changed.add(key);
        }
        return new ColumnLayout(order, changed, widths);
    }

    /** Another order; keys that are no columns of the list are left out. */
    ColumnLayout ordered(List<String> keys) {
        Set<String> changed = new LinkedHashSet<>();
        for (String key : keys) {
            if (key != null && order.contains(key)) {
                changed.add(key);
            }
        }
        changed.addAll(order);
        return new ColumnLayout(List.copyOf(changed), hidden, widths);
    }

    ColumnLayout resized(String key, String width) {
        Map<String, String> changed = new HashMap<>(widths);
        changed.put(key, width);
        return new ColumnLayout(order, hidden, changed);
    }

    /** The text to keep; empty when everything is as declared. */
    String toPreference(ListDefinition<?> list) {
        if (equals(declared(list))) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (String key : order) {
            String width = width(key);
            parts.add((isShown(key) ? "" : "-") + key + (width.isEmpty() ? "" : ":" + width));
        }
        return String.join(",", parts);
    }
}
