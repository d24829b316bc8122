package io.passerelle.sims;

import io.passerelle.foundation.Listing;
import io.passerelle.sims.store.StatusChangeStore;
import org.springframework.stereotype.Service;

/** Which statuses cards had, and when, whoever moved them (M2M-9). Live topic {@code sims}. */
@Service
public class SimStatusHistory {

    private final StatusChangeStore store;

    SimStatusHistory(StatusChangeStore store) {
        this.store = store;
    }

    /** Every change, newest first; filter {@code simId} tells those of one card. */
    public Listing<SimStatusChange> listing() {
        return store.listing();
    }
}
