package io.passerelle.api;

import java.util.Set;

/** The query parameters every list has. */
final class ListParameters {

    static final Set<String> SHARED = Set.of("limit", "cursor", "search", "sort");

    private ListParameters() {}
}
