package io.passerelle.foundation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list.
 *
 * @param items the rows
 * @param next the cursor of the following piece; null at the end
 */
public record Slice<R>(List<R> items, @Nullable String next) {}
