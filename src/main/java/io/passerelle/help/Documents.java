package io.passerelle.help;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.help.store.DocumentContentStore;
import io.passerelle.help.store.DocumentStore;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Guides people read, and who of the operator looks after them (HELP-1). */
@Service
public class Documents {

    /** The live topic that tells that a guide or a section changed. */
    public static final String TOPIC = "documents";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "document";

    private static final int TITLE_AT_MOST = 200;
    private static final int EDITION_AT_MOST = 40;
    private static final int DOCUMENTS_AT_MOST = 1_000;
    private static final Set<String> LANGUAGES = Set.of("", "fr", "en");

    private final DocumentStore store;
    private final DocumentContentStore contents;
    private final DocumentSections sections;
    private final Organisations organisations;
    private final HelpSettings settings;
    private final TemporaryFiles files;
    private final Audit audit;

    Documents(
            DocumentStore store,
            DocumentContentStore contents,
            DocumentSections sections,
            Organisations organisations,
            HelpSettings settings,
            TemporaryFiles files,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.contents = contents;
        this.sections = sections;
        this.organisations = organisations;
        this.settings = settings;
        this.files = files;
        this.audit = audit;
        feed.on("document", topics.topic(TOPIC)::changed);
        feed.on("document_section", topics.topic(TOPIC)::changed);
    }

    /** What a viewer may read, by section and in order; sections without guides are left out. */
    public List<Shelf> shelves(Viewer viewer) {
        var bySection =
                store.all().stream()
                        .filter(document -> document.state() == Document.State.PUBLISHED)
                        .collect(Collectors.groupingBy(Document::sectionId));
        return sections.all().stream()
                .filter(section -> opens(viewer, section))
                .filter(section -> bySection.containsKey(section.id()))
                .map(section -> new Shelf(section, bySection.getOrDefault(section.id(), List.of())))
                .toList();
    }

    /** Whether a section is for a viewer; all are for who looks after them. */
    boolean opens(Viewer viewer, DocumentSection section) {
        if (viewer.has(Right.MANAGE_HELP)) {
            return true;
        }
        boolean inside =
                section.organisationId() == null
                        || viewer.isOperator()
                        || organisations
                                .tree()
                                .below(section.organisationId())
                                .contains(viewer.organisationId());
        return inside && (section.needs() == null || viewer.has(section.needs()));
    }

    /** Every guide, retired ones too; for who looks after them. */
    public Listing<Document> listing() {
        return store.listing();
    }

    /** Every guide, in order; for who looks after them. */
    public List<Document> all(Viewer viewer) {
        requireManager(viewer, "document.list", "");
        return store.all();
    }

    /** Lets pass who looks after guides. */
    public void requireManager(Viewer viewer, String action, Object id) {
        audit.require(viewer, Right.MANAGE_HELP, action, KIND, id);
    }

    /** A guide the viewer may read; any for who looks after them. */
    public Document get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(document -> mayRead(viewer, document))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    private boolean mayRead(Viewer viewer, Document document) {
        return viewer.has(Right.MANAGE_HELP)
                || document.state() == Document.State.PUBLISHED
                        && sections.find(document.sectionId())
                                .filter(section -> opens(viewer, section))
                                .isPresent();
    }

    /**
     * Writes a guide's file out.
     *
     * @throws IOException when the reader is gone
     */
    public void write(DocumentContent content, OutputStream out) throws IOException {
        contents.write(content.id(), content.bytes(), out);
    }

    /** The largest file, in bytes. */
    public long mostBytes() {
        return settings.documentBytes();
    }

    /**
     * Takes a file that is still being sent.
     *
     * @throws Refused when it is none that may be kept
     * @throws IOException when it cannot be read to its end or kept
     */
    public UploadedPdf receive(InputStream sent) throws IOException {
        return UploadedPdf.receive(files, sent, mostBytes());
    }

    /** Makes a guide without a file; readers see it as soon as it has one. */
    @Transactional
    public Document create(Viewer viewer, DocumentDraft asked) {
        requireManager(viewer, "document.create", "");
        DocumentDraft draft = checked(asked);
        if (store.count() >= DOCUMENTS_AT_MOST) {
            throw Refused.field("", "documents.many", DOCUMENTS_AT_MOST);
        }
        UUID id = Ids.next();
        store.insert(id, draft);
        audit.done(viewer, "document.create", KIND, id, null, null, draft);
        return store.byId(id).orElseThrow();
    }

    /** Makes a guide with its file. */
    @Transactional
    public Document create(Viewer viewer, DocumentDraft asked, UploadedPdf pdf) {
        return put(viewer, create(viewer, asked).id(), pdf);
    }

    /**
     * Changes what is said of a guide.
     *
     * @throws Conflict when somebody else did since that version
     */
    @Transactional
    public Document update(Viewer viewer, UUID id, int version, DocumentDraft asked) {
        Document before = get(viewer, id);
        requireManager(viewer, "document.update", id);
        DocumentDraft draft = checked(asked);
        if (!store.update(id, version, draft)) {
            throw new Conflict(KIND, id);
        }
        Document after = get(viewer, id);
        audit.done(viewer, "document.update", KIND, id, null, before, after);
        return after;
    }

    /**
     * Gives a guide its file, or the one that replaces it.
     *
     * @throws Refused when all guides together would take more than they may
     */
    @Transactional
    public Document put(Viewer viewer, UUID id, UploadedPdf pdf) {
        Document before = get(viewer, id);
        requireManager(viewer, "document.file", id);
        if (contents.bytes() + pdf.bytes() > settings.documentsBytes()) {
            throw Refused.field("file", "documents.full", settings.documentsMegabytes());
        }
        try {
            contents.put(id, Ids.next(), pdf, viewer.login());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Document after = get(viewer, id);
        audit.done(viewer, "document.file", KIND, id, null, before.content(), after.content());
        return after;
    }

    /** Gives a guide the file that replaces its present one, and its new particulars. */
    @Transactional
    public Document replace(
            Viewer viewer, UUID id, int version, DocumentDraft asked, UploadedPdf pdf) {
        update(viewer, id, version, asked);
        return put(viewer, id, pdf);
    }

    /** Takes a guide away from its readers, or gives it back to them. */
    @Transactional
    public Document retire(Viewer viewer, UUID id, boolean retired) {
        String action = retired ? "document.retire" : "document.restore";
        Document before = get(viewer, id);
        requireManager(viewer, action, id);
        if ((before.retiredAt() != null) == retired) {
            return before;
        }
        store.retire(id, retired);
        Document after = get(viewer, id);
        audit.done(viewer, action, KIND, id, null, before, after);
        return after;
    }

    /**
     * Forgets a guide and its files.
     *
     * @throws Refused when readers still see it
     */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        Document before = get(viewer, id);
        requireManager(viewer, "document.delete", id);
        if (before.state() == Document.State.PUBLISHED) {
            throw Refused.field("", "document.published");
        }
        store.delete(id);
        audit.done(viewer, "document.delete", KIND, id, null, before, null);
    }

    private DocumentDraft checked(DocumentDraft asked) {
        var draft =
                new DocumentDraft(
                        asked.sectionId(),
                        asked.position(),
                        asked.title().strip(),
                        asked.language(),
                        asked.edition().strip());
        List<FieldError> errors = new ArrayList<>();
        HelpChecks.line(errors, "title", draft.title(), TITLE_AT_MOST, true);
        HelpChecks.line(errors, "edition", draft.edition(), EDITION_AT_MOST, false);
        HelpChecks.position(errors, draft.position());
        if (sections.find(draft.sectionId()).isEmpty()) {
            errors.add(FieldError.of("sectionId", "section.unknown"));
        }
        if (!LANGUAGES.contains(draft.language())) {
            errors.add(FieldError.of("language", "document.language"));
        }
        Refused.ifAny(errors);
        return draft;
    }
}
