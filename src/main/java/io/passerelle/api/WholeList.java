package io.passerelle.api;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A list that has only one page. */
record WholeList<V>(List<V> getItems, Class<V> rowType) implements Listed<V> {

    @Override
    public @Nullable String getNext() {
        return null;
    }

    @Override
    public @Nullable String nextAddress() {
        return null;
    }

    @Override
    public void each(Consumer<V> row) {
        getItems.forEach(row);
    }
}
