package io.passerelle.help;

import java.util.List;

/** A section with the guides somebody may read in it, in order. */
public record Shelf(DocumentSection section, List<Document> documents) {

    /** Copies the guides. */
    public Shelf {
        documents = List.copyOf(documents);
    }
}
