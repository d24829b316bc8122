package io.passerelle.help.store;

import static io.passerelle.store.db.Tables.DOCUMENT;
import static io.passerelle.store.db.Tables.DOCUMENT_SECTION;

import io.passerelle.accounts.Right;
import io.passerelle.foundation.Listing;
import io.passerelle.help.DocumentSection;
import io.passerelle.help.DocumentSectionDraft;
import io.passerelle.store.JooqListing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of sections. */
@Repository
public class DocumentSectionStore {

    private final DSLContext dsl;

    DocumentSectionStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** All of them, in their order. */
    public List<DocumentSection> all() {
        return dsl.selectFrom(DOCUMENT_SECTION)
                .orderBy(DOCUMENT_SECTION.POSITION, DOCUMENT_SECTION.ID)
                .fetch(DocumentSectionStore::read);
    }

    /** One of them. */
    public Optional<DocumentSection> byId(UUID id) {
        return dsl.selectFrom(DOCUMENT_SECTION)
                .where(DOCUMENT_SECTION.ID.eq(id))
                .fetchOptional(DocumentSectionStore::read);
    }

    /** The list; it is the operator's. */
    public Listing<DocumentSection> listing() {
        return JooqListing.of(
                        dsl, DOCUMENT_SECTION, DOCUMENT_SECTION.ID, DocumentSectionStore::read)
                .sort("position", DOCUMENT_SECTION.POSITION)
                .sort("titleFr", DOCUMENT_SECTION.TITLE_FR)
                .sort("titleEn", DOCUMENT_SECTION.TITLE_EN)
                .search(word ->
                        DOCUMENT_SECTION
                                .TITLE_FR
                                .containsIgnoreCase(word)
                                .or(DOCUMENT_SECTION.TITLE_EN.containsIgnoreCase(word)))
                .usualOrder("position", false)
                .build();
    }

    /** Adds one. */
    public void insert(UUID id, DocumentSectionDraft draft) {
        dsl.insertInto(DOCUMENT_SECTION)
                .set(DOCUMENT_SECTION.ID, id)
                .set(DOCUMENT_SECTION.POSITION, draft.position())
                .set(DOCUMENT_SECTION.TITLE_FR, draft.titleFr())
                .set(DOCUMENT_SECTION.TITLE_EN, draft.titleEn())
                .set(DOCUMENT_SECTION.DESCRIPTION_FR, draft.descriptionFr())
                .set(DOCUMENT_SECTION.DESCRIPTION_EN, draft.descriptionEn())
                .set(DOCUMENT_SECTION.NEEDS, name(draft.needs()))
                .set(DOCUMENT_SECTION.ORGANISATION_ID, draft.organisationId())
                .execute();
    }

    /** Changes one; false when the version is no longer the one given. */
    public boolean update(UUID id, int version, DocumentSectionDraft draft) {
        return dsl.update(DOCUMENT_SECTION)
                        .set(DOCUMENT_SECTION.POSITION, draft.position())
                        .set(DOCUMENT_SECTION.TITLE_FR, draft.titleFr())
                        .set(DOCUMENT_SECTION.TITLE_EN, draft.titleEn())
                        .set(DOCUMENT_SECTION.DESCRIPTION_FR, draft.descriptionFr())
                        .set(DOCUMENT_SECTION.DESCRIPTION_EN, draft.descriptionEn())
                        .set(DOCUMENT_SECTION.NEEDS, name(draft.needs()))
                        .set(DOCUMENT_SECTION.ORGANISATION_ID, draft.organisationId())
                        .set(DOCUMENT_SECTION.VERSION, DOCUMENT_SECTION.VERSION.plus(1))
                        .where(DOCUMENT_SECTION.ID.eq(id))
                        .and(DOCUMENT_SECTION.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** Whether a guide is in it. */
    public boolean isUsed(UUID id) {
        return dsl.fetchExists(DOCUMENT, DOCUMENT.SECTION_ID.eq(id));
    }

    /** Removes an empty one. */
    public void delete(UUID id) {
        dsl.deleteFrom(DOCUMENT_SECTION).where(DOCUMENT_SECTION.ID.eq(id)).execute();
    }

    private static @Nullable String name(@Nullable Right right) {
        return right == null ? null : right.name();
    }

    private static DocumentSection read(Record row) {
        String needs = row.get(DOCUMENT_SECTION.NEEDS);
        return new DocumentSection(
                row.get(DOCUMENT_SECTION.ID),
                row.get(DOCUMENT_SECTION.POSITION),
                row.get(DOCUMENT_SECTION.TITLE_FR),
                row.get(DOCUMENT_SECTION.TITLE_EN),
                row.get(DOCUMENT_SECTION.DESCRIPTION_FR),
                row.get(DOCUMENT_SECTION.DESCRIPTION_EN),
                needs == null ? null : Right.valueOf(needs),
                row.get(DOCUMENT_SECTION.ORGANISATION_ID),
                row.get(DOCUMENT_SECTION.CREATED_AT),
                row.get(DOCUMENT_SECTION.VERSION));
    }
}
