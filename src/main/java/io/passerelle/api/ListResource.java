package io.passerelle.api;

import io.passerelle.foundation.Listing;

/**
 * A controller whose {@code GET} without an id is a list: the OpenAPI document takes its filters
 * and sort keys from here, so that it never says anything else than the list itself.
 */
public interface ListResource {

    /** The list. */
    Listing<?> listing();
}
