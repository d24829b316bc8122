package io.passerelle.usage;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.store.ChangeFeed;
import io.passerelle.usage.store.InvoiceStore;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mobile operators' invoice records (M2M-46): the list, one of them, and its removal. */
@Service
public class InvoiceRecords {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "invoice-record";

    /** The live topic's name. */
    public static final String TOPIC = "invoice-records";

    private final InvoiceStore store;
    private final Audit audit;

    InvoiceRecords(InvoiceStore store, Audit audit, ChangeFeed feed, LiveTopics topics) {
        this.store = store;
        this.audit = audit;
        LiveTopics.Topic records = topics.topic(TOPIC);
        LiveTopics.Topic usage = topics.topic(Consumption.TOPIC);
        feed.on(
                "invoice_record",
                () -> {
                    records.changed();
                    usage.changed();
                });
    }

    /** The list of records. */
    public Listing<InvoiceRecord> listing() {
        return store.listing();
    }

    /** One record the viewer sees. */
    public InvoiceRecord get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(found -> viewer.sees(found.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * Takes a record away, so that other periods can take its place.
     *
     * @throws io.passerelle.foundation.Forbidden for others than the operator's people with {@link
     *     Right#MANAGE_SIMS}
     */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        InvoiceRecord before = get(viewer, id);
        audit.requireOperator(viewer, Right.MANAGE_SIMS, "invoice.delete", KIND, id);
        if (store.delete(id)) {
            audit.done(viewer, "invoice.delete", KIND, id, before.organisationId(), before, null);
        }
    }
}
