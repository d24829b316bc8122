package io.passerelle.mail.store;

import static io.passerelle.store.db.Tables.MAIL;

import io.passerelle.foundation.Listing;
import io.passerelle.mail.Mail;
import io.passerelle.mail.MailDraft;
import io.passerelle.mail.MailState;
import io.passerelle.store.Filters;
import io.passerelle.store.JooqListing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of mails. */
@Repository
public class MailStore {

    private static final String WAITING = MailState.WAITING.name();

    private final DSLContext dsl;

    MailStore(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** A mail that is this node's to deliver, with its sealed text. */
    public record Claimed(Mail mail, byte[] body) {

        @Override
        public String toString() {
            return "Claimed[" + mail.id() + "]"; // never the text
        }
    }

    /** Adds one, in the caller's transaction. */
    public void insert(UUID id, MailDraft draft, String subject, byte[] sealed) {
        dsl.insertInto(MAIL)
                .set(MAIL.ID, id)
                .set(MAIL.ACCOUNT_ID, draft.accountId())
                .set(MAIL.PURPOSE, draft.purpose())
                .set(MAIL.RECIPIENT, draft.recipient())
                .set(MAIL.SUBJECT, subject)
                .set(MAIL.BODY, sealed)
                .set(MAIL.REPLY_TO, draft.replyTo())
                .set(MAIL.EXPIRES_AT, draft.until())
                .execute();
    }

    /** Takes those that are due; nobody else gets them until the claim has passed. */
    public List<Claimed> claim(int atMost, Duration claim) {
        var due =
                dsl.select(MAIL.ID)
                        .from(MAIL)
                        .where(MAIL.STATE.eq(WAITING))
                        .and(MAIL.NEXT_AT.le(Instant.now()))
                        .and(MAIL.BODY.isNotNull())
                        .orderBy(MAIL.NEXT_AT)
                        .limit(atMost)
                        .forUpdate()
                        .skipLocked();
        return dsl.update(MAIL)
                .set(MAIL.ATTEMPTS, MAIL.ATTEMPTS.plus(1))
                .set(MAIL.NEXT_AT, Instant.now().plus(claim))
                .where(MAIL.ID.in(due))
                .returning()
                .fetch(row -> new Claimed(read(row), row.getBody()));
    }

    /** It is over; what a mail server has taken, or nobody may have any more, is forgotten here. */
    public void finish(UUID id, MailState state, String problem) {
        boolean isThere = state == MailState.SENT || state == MailState.KEPT;
        boolean isOver = state == MailState.SENT || state == MailState.EXPIRED;
        dsl.update(MAIL)
                .set(MAIL.STATE, state.name())
                .set(MAIL.PROBLEM, problem)
                .set(MAIL.SENT_AT, isThere ? Instant.now() : null)
                .set(MAIL.BODY, isOver ? DSL.val((byte[]) null, MAIL.BODY) : MAIL.BODY)
                .where(MAIL.ID.eq(id))
                .and(MAIL.STATE.eq(WAITING))
                .execute();
    }

    /** It is tried again after a pause. */
    public void later(UUID id, Duration pause, String problem) {
        dsl.update(MAIL)
                .set(MAIL.NEXT_AT, Instant.now().plus(pause))
                .set(MAIL.PROBLEM, problem)
                .where(MAIL.ID.eq(id))
                .and(MAIL.STATE.eq(WAITING))
                .execute();
    }

    /** One that failed is tried again from the start. */
    public void again(UUID id) {
        dsl.update(MAIL)
                .set(MAIL.STATE, WAITING)
                .set(MAIL.ATTEMPTS, 0)
                .set(MAIL.NEXT_AT, Instant.now())
                .where(MAIL.ID.eq(id))
                .execute();
    }

    /** One of them. */
    public Optional<Mail> byId(UUID id) {
        return dsl.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchOptional(MailStore::read);
    }

    /** Its sealed text, while it is here. */
    public Optional<byte[]> body(UUID id) {
        return dsl.select(MAIL.BODY).from(MAIL).where(MAIL.ID.eq(id)).fetchOptional(MAIL.BODY);
    }

    /** The list pages and the API show. */
    public Listing<Mail> listing() {
        return JooqListing.of(dsl, MAIL, MAIL.ID, MailStore::read)
                .sort("createdAt", MAIL.CREATED_AT)
                .sort("recipient", MAIL.RECIPIENT)
                .sort("state", MAIL.STATE)
                .filter("id", Filters.ids(MAIL.ID))
                .filter("state", Filters.oneOf(MAIL.STATE, MailState.class))
                .filter("accountId", Filters.ids(MAIL.ACCOUNT_ID))
                .filter("createdAfter", Filters.since(MAIL.CREATED_AT))
                .filter("createdBefore", Filters.until(MAIL.CREATED_AT))
                .search(word ->
                        MAIL.RECIPIENT
                                .containsIgnoreCase(word)
                                .or(MAIL.SUBJECT.containsIgnoreCase(word)))
                .usualOrder("createdAt", true)
                .build();
    }

    private static Mail read(Record row) {
        return new Mail(
                row.get(MAIL.ID),
                row.get(MAIL.ACCOUNT_ID),
                row.get(MAIL.PURPOSE),
                row.get(MAIL.RECIPIENT),
                row.get(MAIL.SUBJECT),
                MailState.valueOf(row.get(MAIL.STATE)),
                row.get(MAIL.ATTEMPTS),
                row.get(MAIL.CREATED_AT),
                row.get(MAIL.NEXT_AT),
                row.get(MAIL.SENT_AT),
                row.get(MAIL.PROBLEM),
                row.get(MAIL.REPLY_TO),
                row.get(MAIL.EXPIRES_AT));
    }
}
