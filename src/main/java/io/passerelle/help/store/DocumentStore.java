package io.passerelle.help.store;

import static io.passerelle.store.db.Tables.DOCUMENT;
import static io.passerelle.store.db.Tables.DOCUMENT_CONTENT;

import io.passerelle.foundation.Listing;
import io.passerelle.help.Document;
import io.passerelle.help.DocumentContent;
import io.passerelle.help.DocumentDraft;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of guides, without their files. */
@Repository
public class DocumentStore {

    private final DSLContext dsl;

    DocumentStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** All of them, in their order. */
    public List<Document> all() {
        return find(DSL.trueCondition());
    }

    /** One of them. */
    public Optional<Document> byId(UUID id) {
        return find(DOCUMENT.ID.eq(id)).stream().findFirst();
    }

    /** How many there are. */
    public int count() {
        return dsl.fetchCount(DOCUMENT);
    }

    /** The list; it is the operator's. */
    public Listing<Document> listing() {
        return JooqListing.of(dsl, DOCUMENT, DOCUMENT.ID, DocumentStore::read)
                .leftJoin(DOCUMENT_CONTENT, DOCUMENT_CONTENT.ID.eq(DOCUMENT.CONTENT_ID))
                .sort("title", DOCUMENT.TITLE)
                .sort("position", DOCUMENT.POSITION)
                .sort("language", DOCUMENT.LANGUAGE)
                .sort("edition", DOCUMENT.EDITION)
                .sort("bytes", DOCUMENT_CONTENT.BYTES)
                .sort("uploadedAt", DOCUMENT_CONTENT.UPLOADED_AT)
                .filter("sectionId", Filters.ids(DOCUMENT.SECTION_ID))
                .filter("language", Filters.anyOf(DOCUMENT.LANGUAGE))
                .filter("retired", Filters.truth(DOCUMENT.RETIRED_AT.isNotNull()))
                .search(word ->
                        DOCUMENT.TITLE
                                .containsIgnoreCase(word)
                                .or(DOCUMENT.EDITION.containsIgnoreCase(word)))
                .usualOrder("title", false)
                .build();
    }

    /** Adds one, without a file. */
    public void insert(UUID id, DocumentDraft draft) {
        dsl.insertInto(DOCUMENT)
                .set(DOCUMENT.ID, id)
                .set(DOCUMENT.SECTION_ID, draft.sectionId())
                .set(DOCUMENT.POSITION, draft.position())
                .set(DOCUMENT.TITLE, draft.title())
                .set(DOCUMENT.LANGUAGE, draft.language())
                .set(DOCUMENT.EDITION, draft.edition())
                .execute();
    }

    /** Changes one; false when the version is no longer the one given. */
    public boolean update(UUID id, int version, DocumentDraft draft) {
        return dsl.update(DOCUMENT)
                        .set(DOCUMENT.SECTION_ID, draft.sectionId())
                        .set(DOCUMENT.POSITION, draft.position())
                        .set(DOCUMENT.TITLE, draft.title())
                        .set(DOCUMENT.LANGUAGE, draft.language())
                        .set(DOCUMENT.EDITION, draft.edition())
                        .set(DOCUMENT.VERSION, DOCUMENT.VERSION.plus(1))
                        .where(DOCUMENT.ID.eq(id))
                        .and(DOCUMENT.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** Takes one away from readers, or gives it back. */
    public void retire(UUID id, boolean retired) {
        dsl.update(DOCUMENT)
                .set(
                        DOCUMENT.RETIRED_AT,
                        retired ? DSL.val(Instant.now()) : DSL.val((Instant) null))
                .set(DOCUMENT.VERSION, DOCUMENT.VERSION.plus(1))
                .where(DOCUMENT.ID.eq(id))
                .execute();
    }

    /** Removes one with its files. */
    public void delete(UUID id) {
        dsl.deleteFrom(DOCUMENT).where(DOCUMENT.ID.eq(id)).execute();
    }

    private List<Document> find(Condition condition) {
        return dsl.select(DOCUMENT.fields())
                .select(DOCUMENT_CONTENT.fields())
                .from(DOCUMENT)
                .leftJoin(DOCUMENT_CONTENT)
                .on(DOCUMENT_CONTENT.ID.eq(DOCUMENT.CONTENT_ID))
                .where(condition)
                .orderBy(DOCUMENT.POSITION, DOCUMENT.TITLE, DOCUMENT.ID)
                .fetch(DocumentStore::read);
    }

    private static Document read(Record row) {
        return new Document(
                row.get(DOCUMENT.ID),
                row.get(DOCUMENT.SECTION_ID),
                row.get(DOCUMENT.POSITION),
                row.get(DOCUMENT.TITLE),
                row.get(DOCUMENT.LANGUAGE),
                row.get(DOCUMENT.EDITION),
                row.get(DOCUMENT.CONTENT_ID) == null ? null : content(row),
                row.get(DOCUMENT.RETIRED_AT),
                row.get(DOCUMENT.CREATED_AT),
                row.get(DOCUMENT.VERSION));
    }

    private static DocumentContent content(Record row) {
        return new DocumentContent(
                row.get(DOCUMENT_CONTENT.ID),
                row.get(DOCUMENT_CONTENT.REVISION),
                row.get(DOCUMENT_CONTENT.BYTES),
                row.get(DOCUMENT_CONTENT.PAGES),
                row.get(DOCUMENT_CONTENT.SHA256),
                row.get(DOCUMENT_CONTENT.UPLOADED_AT),
                row.get(DOCUMENT_CONTENT.UPLOADED_BY));
    }
}
