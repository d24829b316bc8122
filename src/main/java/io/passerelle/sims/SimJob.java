package io.passerelle.sims;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Long work with SIM cards: something done to many of them, or the import of a file (M2M-3, M2M-4,
 * ALL-2). It goes on without anybody looking, also after the node that did it has ended.
 *
 * @param organisationId of whoever started it
 * @param accountId whose rights it is done with
 * @param tokenId the API token it was asked for with, which limits those rights; null for a person
 * @param address where it was started from, for the audit
 * @param action what is done; null when each line says it, and for an import
 * @param parameter what the action needs to know, such as the label
 * @param comment for who answers requests
 * @param fileName what the file is called; empty without a file
 * @param wanted which cards, as JSON, until they were looked for
 * @param lines how many lines there are, so far while it is prepared; of an import, how many this
 *     step has, 0 while unknown
 * @param reached the number of the last line that was dealt with
 * @param dealt how many lines were dealt with
 * @param refused how many of those were refused
 * @param reason the code of why it failed; its text is the bundle key {@code error.<reason>}
 */
public record SimJob(
        UUID id,
        UUID organisationId,
        UUID accountId,
        @Nullable UUID tokenId,
        String login,
        String address,
        Kind kind,
        @Nullable SimAction action,
        String parameter,
        String comment,
        String fileName,
        String wanted,
        State state,
        int lines,
        int reached,
        int dealt,
        int refused,
        String reason,
        boolean cancelAsked,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** Where its cards come from. */
    public enum Kind {
        /** A file of cards to bring in. */
        IMPORT,
        /** A file of a mobile operator's invoice records to bring in. */
        INVOICES,
        /** Cards somebody selected. */
        SELECTION,
        /** All cards that a filter finds. */
        FILTER,
        /** A file of cards and actions. */
        FILE;

        /** Whether it brings a file in, on one node and in one transaction. */
        public boolean isImport() {
            return this == IMPORT || this == INVOICES;
        }
    }

    /** How far it has come. */
    public enum State {
        /** Its cards are looked for, or its file is read. */
        PREPARING,
        /** Under way. */
        RUNNING,
        /** Every line was dealt with. */
        DONE,
        /** Somebody stopped it; what was done stays done. */
        CANCELLED,
        /** It could not go on. */
        FAILED;

        /** Whether nothing more comes of it. */
        public boolean isEnd() {
            return this == DONE || this == CANCELLED || this == FAILED;
        }
    }

    /** How many lines were done as they were asked for. */
    public int done() {
        return dealt - refused;
    }

    @Override
    public String toString() {
        return "SimJob " + id;
    }
}
