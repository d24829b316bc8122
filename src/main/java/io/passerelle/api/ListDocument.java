package io.passerelle.api;

import io.passerelle.foundation.Listing;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.TreeSet;

/** The parameters of a list, from the list itself. */
final class ListDocument {

    private ListDocument() {}

    static void describe(Operation operation, Listing<?> listing) {
        Schema<?> limit =
                new IntegerSchema()
                        ._default(ListRequest.USUAL_ROWS)
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(ListRequest.MOST_ROWS));
        add(operation, "limit", "Rows on a page", limit);
        add(operation, "cursor", "What the page before gave as next", new StringSchema());
        add(operation, "search", "Words to find, all of them", new StringSchema());
        add(
                operation,
                "sort",
                "Columns, most significant first, separated by commas; - for the greatest first: "
                        + String.join(", ", new TreeSet<>(listing.sortKeys())),
                new StringSchema());
        for (String key : new TreeSet<>(listing.filterKeys())) {
            add(
                    operation,
                    key,
                    "Only rows with this value, or any of several separated by commas",
                    new StringSchema());
        }
    }

    private static void add(
            Operation operation, String name, String description, Schema<?> schema) {
        operation.addParametersItem(
                new QueryParameter().name(name).description(description).schema(schema));
    }
}
