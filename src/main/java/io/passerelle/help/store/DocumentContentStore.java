package io.passerelle.help.store;

import static io.passerelle.store.db.Tables.DOCUMENT;
import static io.passerelle.store.db.Tables.DOCUMENT_CONTENT;
import static io.passerelle.store.db.Tables.DOCUMENT_PIECE;

import io.passerelle.help.UploadedPdf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** The files of guides, in pieces. */
@Repository
public class DocumentContentStore {

    private static final int PIECE = 256 * 1024;

    /** How long a file stays that was replaced, for who is just reading it. */
    private static final Duration LEFT_TO_READ = Duration.ofHours(1);

    private final DSLContext dsl;

    DocumentContentStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** What all of them take, in bytes. */
    public long bytes() {
        return dsl.select(DSL.coalesce(DSL.sum(DOCUMENT_CONTENT.BYTES), BigDecimal.ZERO))
                .from(DOCUMENT_CONTENT)
                .fetchSingle()
                .value1()
                .longValue();
    }

    /**
     * Makes a file the one that is read, in the caller's transaction.
     *
     * @throws IOException when the file cannot be read
     */
    public void put(UUID document, UUID id, UploadedPdf pdf, String login) throws IOException {
        dsl.deleteFrom(DOCUMENT_CONTENT)
                .where(DOCUMENT_CONTENT.REPLACED_AT.lt(Instant.now().minus(LEFT_TO_READ)))
                .execute();
        dsl.update(DOCUMENT_CONTENT)
                .set(DOCUMENT_CONTENT.REPLACED_AT, Instant.now())
                .where(DOCUMENT_CONTENT.DOCUMENT_ID.eq(document))
                .and(DOCUMENT_CONTENT.REPLACED_AT.isNull())
                .execute();
        dsl.insertInto(DOCUMENT_CONTENT)
                .set(DOCUMENT_CONTENT.ID, id)
                .set(DOCUMENT_CONTENT.DOCUMENT_ID, document)
                .set(DOCUMENT_CONTENT.REVISION, revision(document))
                .set(DOCUMENT_CONTENT.BYTES, pdf.bytes())
                .set(DOCUMENT_CONTENT.PAGES, pdf.pages())
                .set(DOCUMENT_CONTENT.SHA256, pdf.sha256())
                .set(DOCUMENT_CONTENT.UPLOADED_BY, login)
                .execute();
        try (InputStream in = pdf.open()) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; number++) {
                dsl.insertInto(DOCUMENT_PIECE)
                        .set(DOCUMENT_PIECE.CONTENT_ID, id)
                        .set(DOCUMENT_PIECE.NUMBER, number)
                        .set(DOCUMENT_PIECE.BYTES, piece)
                        .execute();
                piece = in.readNBytes(PIECE);
            }
        }
        dsl.update(DOCUMENT)
                .set(DOCUMENT.CONTENT_ID, id)
                .set(DOCUMENT.VERSION, DOCUMENT.VERSION.plus(1))
                .where(DOCUMENT.ID.eq(document))
                .execute();
    }

    /** The number of the next file of a guide; of two at once the later waits for the guide. */
    private int revision(UUID document) {
        dsl.selectOne().from(DOCUMENT).where(DOCUMENT.ID.eq(document)).forUpdate().execute();
        Integer last =
                dsl.select(DSL.max(DOCUMENT_CONTENT.REVISION))
                        .from(DOCUMENT_CONTENT)
                        .where(DOCUMENT_CONTENT.DOCUMENT_ID.eq(document))
                        .fetchOneInto(Integer.class);
        return last == null ? 1 : last + 1;
    }

    /**
     * Writes a file out. Each piece is read by itself, so that a slow reader holds no connection.
     *
     * @throws IOException when the reader is gone, or the file is: it was replaced an hour ago
     */
    public void write(UUID content, long bytes, OutputStream out) throws IOException {
        long written = 0;
        for (int number = 0; written < bytes; number++) {
            byte[] piece =
                    dsl.select(DOCUMENT_PIECE.BYTES)
                            .from(DOCUMENT_PIECE)
                            .where(DOCUMENT_PIECE.CONTENT_ID.eq(content))
                            .and(DOCUMENT_PIECE.NUMBER.eq(number))
                            .fetchOne(DOCUMENT_PIECE.BYTES);
            if (piece == null) {
                throw new IOException("the rest of the guide is gone");
            }
            out.write(piece);
            written += piece.length;
        }
    }
}
