package io.passerelle.routing;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.routing.store.ApprovedNetworkStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The operator's approvals of internal destinations (SPEC M2M-26). Live topic {@value #TOPIC}. */
@Service
public class ApprovedNetworks {

    /** The live topic that tells that an approval was given or withdrawn. */
    public static final String TOPIC = "approved-networks";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "approved-network";

    private static final int NOTE_AT_MOST = 200;

    private final ApprovedNetworkStore store;
    private final Organisations organisations;
    private final Audit audit;

    ApprovedNetworks(ApprovedNetworkStore store, Organisations organisations, Audit audit) {
        this.store = store;
        this.organisations = organisations;
        this.audit = audit;
    }

    /** The list of approvals. */
    public Listing<ApprovedNetwork> listing() {
        return store.listing();
    }

    /** One approval the viewer sees. */
    public ApprovedNetwork get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(network -> viewer.sees(network.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * Approves a network for an organisation and all below it.
     *
     * @param network such as {@code 10.1.0.0/16}, or one address
     */
    @Transactional
    public ApprovedNetwork create(Viewer viewer, UUID organisationId, String network, String note) {
        audit.require(
                viewer,
                Right.APPROVE_DESTINATIONS,
                "approved-network.create",
                KIND,
                organisationId);
        List<FieldError> errors = new ArrayList<>();
        Optional<Cidr> parsed = Cidr.parse(network.strip());
        if (parsed.isEmpty()) {
            errors.add(
                    network.isBlank()
                            ? FieldError.of("network", "required")
                            : FieldError.of("network", "network.bad", network));
        }
        if (organisations.tree().byId(organisationId).isEmpty() || !viewer.sees(organisationId)) {
            errors.add(FieldError.of("organisationId", "organisation.unknown"));
        }
        if (note.strip().length() > NOTE_AT_MOST) {
            errors.add(FieldError.of("note", "too.long", NOTE_AT_MOST));
        }
        Refused.ifAny(errors);
        ApprovedNetwork created =
                new ApprovedNetwork(
                        Ids.next(),
                        organisationId,
                        parsed.orElseThrow(),
                        note.strip(),
                        viewer.login(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS));
        try {
            store.insert(created);
        } catch (DuplicateKeyException e) {
            throw Refused.field("network", "network.approved", created.network().toString());
        }
        audit.done(
                viewer,
                "approved-network.create",
                KIND,
                created.id(),
                organisationId,
                null,
                created);
        return created;
    }

    /** Withdraws an approval; connections that are open go on. */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        ApprovedNetwork before = get(viewer, id);
        audit.require(viewer, Right.APPROVE_DESTINATIONS, "approved-network.delete", KIND, id);
        store.delete(id);
        audit.done(
                viewer, "approved-network.delete", KIND, id, before.organisationId(), before, null);
    }
}
