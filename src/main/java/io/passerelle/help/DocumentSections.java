package io.passerelle.help;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.Refused;
import io.passerelle.help.store.DocumentSectionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sections guides stand in, and who sees which (HELP-1). */
@Service
public class DocumentSections {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "documentSection";

    private static final int TITLE_AT_MOST = 120;
    private static final int DESCRIPTION_AT_MOST = 500;
    private static final int SECTIONS_AT_MOST = 200;

    private final DocumentSectionStore store;
    private final Organisations organisations;
    private final Audit audit;

    DocumentSections(DocumentSectionStore store, Organisations organisations, Audit audit) {
        this.store = store;
        this.organisations = organisations;
        this.audit = audit;
    }

    /** All of them, in order. */
    public List<DocumentSection> all() {
        return store.all();
    }

    /** The list, for who looks after guides. */
    public Listing<DocumentSection> listing() {
        return store.listing();
    }

    Optional<DocumentSection> find(UUID id) {
        return store.byId(id);
    }

    /** Lets pass who looks after guides. */
    public void requireManager(Viewer viewer, String action, Object id) {
        audit.require(viewer, Right.MANAGE_HELP, action, KIND, id);
    }

    /** One of them, for who looks after guides; to others it does not exist. */
    public DocumentSection get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(section -> viewer.has(Right.MANAGE_HELP))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /** Makes one. */
    @Transactional
    public DocumentSection create(Viewer viewer, DocumentSectionDraft asked) {
        requireManager(viewer, "documentSection.create", "");
        DocumentSectionDraft draft = checked(asked);
        if (store.all().size() >= SECTIONS_AT_MOST) {
            throw Refused.field("", "sections.many", SECTIONS_AT_MOST);
        }
        UUID id = Ids.next();
        store.insert(id, draft);
        audit.done(viewer, "documentSection.create", KIND, id, null, null, draft);
        return get(viewer, id);
    }

    /**
     * Changes one.
     *
     * @throws Conflict when somebody else did since that version
     */
    @Transactional
    public DocumentSection update(Viewer viewer, UUID id, int version, DocumentSectionDraft asked) {
        DocumentSection before = get(viewer, id);
        DocumentSectionDraft draft = checked(asked);
        if (!store.update(id, version, draft)) {
            throw new Conflict(KIND, id);
        }
        DocumentSection after = get(viewer, id);
        audit.done(viewer, "documentSection.update", KIND, id, null, before, after);
        return after;
    }

    /**
     * Removes one.
     *
     * @throws Refused while a guide is in it, a retired one too
     */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        DocumentSection before = get(viewer, id);
        if (store.isUsed(id)) {
            throw Refused.field("", "section.used");
        }
        store.delete(id);
        audit.done(viewer, "documentSection.delete", KIND, id, null, before, null);
    }

    private DocumentSectionDraft checked(DocumentSectionDraft asked) {
        var draft =
                new DocumentSectionDraft(
                        asked.position(),
                        asked.titleFr().strip(),
                        asked.titleEn().strip(),
                        asked.descriptionFr().strip(),
                        asked.descriptionEn().strip(),
                        asked.needs(),
                        asked.organisationId());
        List<FieldError> errors = new ArrayList<>();
        HelpChecks.line(errors, "titleFr", draft.titleFr(), TITLE_AT_MOST, true);
        HelpChecks.line(errors, "titleEn", draft.titleEn(), TITLE_AT_MOST, true);
        HelpChecks.line(errors, "descriptionFr", draft.descriptionFr(), DESCRIPTION_AT_MOST, false);
        HelpChecks.line(errors, "descriptionEn", draft.descriptionEn(), DESCRIPTION_AT_MOST, false);
        HelpChecks.position(errors, draft.position());
        UUID organisation = draft.organisationId();
        if (organisation != null && organisations.tree().byId(organisation).isEmpty()) {
            errors.add(FieldError.of("organisationId", "organisation.unknown"));
        }
        Refused.ifAny(errors);
        return draft;
    }
}
