package io.passerelle.mail;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiTexts;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.mail.store.MailStore;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.SecretBox;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails on their way out (ACC-3). Putting one in belongs to the caller's transaction: the mail
 * leaves if and only if what it tells has happened, and is never lost because a server is away.
 */
@Service
public class Outbox {

    /** The live topic that tells that a mail came or fared. */
    public static final String TOPIC = "mail";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "mail";

    private static final int SUBJECT_AT_MOST = 300;

    private final MailStore store;
    private final MailSettings settings;
    private final SecretBox box;
    private final Audit audit;
    private final ApiTexts texts;

    Outbox(
            MailStore store,
            MailSettings settings,
            SecretBox box,
            Audit audit,
            ApiTexts texts,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.settings = settings;
        this.box = box;
        this.audit = audit;
        this.texts = texts;
        feed.on("mail", topics.topic(TOPIC)::changed);
    }

    /**
     * Writes a mail and leaves it to be sent.
     *
     * @throws Refused when the recipient is no mail address
     */
    @Transactional
    public void put(MailDraft draft) {
        if (!MailAddresses.isOne(draft.recipient())) {
            throw Refused.field("email", "mail.address");
        }
        if (!draft.replyTo().isEmpty() && !MailAddresses.isOne(draft.replyTo())) {
            throw Refused.field("email", "mail.address");
        }
        String stem = "mail." + draft.purpose();
        String subject = texts.text(stem + ".subject", draft.arguments(), draft.locale());
        String text = texts.text(stem + ".body", draft.arguments(), draft.locale());
        store.insert(Ids.next(), draft, oneLine(subject), box.seal(text));
    }

    /** The portal's address, as mails write it. */
    public String portalUrl() {
        return settings.portalUrl();
    }

    /** Whether mails stay in the built-in mailbox. */
    public boolean isMailbox() {
        return settings.isMailbox();
    }

    /** The list; the operator's. */
    public Listing<Mail> listing() {
        return store.listing();
    }

    /** Lets pass who may look at mails. */
    public void requireReader(Viewer viewer) {
        audit.require(viewer, Right.MANAGE_MAIL, "mail.list", KIND, "");
    }

    /** One of them. */
    public Mail get(Viewer viewer, UUID id) {
        audit.require(viewer, Right.MANAGE_MAIL, "mail.read", KIND, id);
        return store.byId(id).orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * The text of a mail in the built-in mailbox; empty for one that went, or is to go, to somebody
     * else's. Reading is recorded, because the text may hold a link that opens an account.
     */
    @Transactional
    public Optional<String> read(Viewer viewer, UUID id) {
        Mail mail = get(viewer, id);
        if (mail.state() != MailState.KEPT) {
            return Optional.empty();
        }
        audit.done(viewer, "mail.read", KIND, id, null, null, null);
        return store.body(id).map(box::open);
    }

    /**
     * Tries a mail again that failed for good.
     *
     * @throws Refused when it did not fail, or the link in it has expired
     */
    @Transactional
    public void again(Viewer viewer, UUID id) {
        Mail before = get(viewer, id);
        if (before.isTooLateAt(Instant.now())) {
            throw Refused.field("", "mail.late");
        }
        if (!before.state().hasFailed()) {
            throw Refused.field("", "mail.again");
        }
        store.again(id);
        audit.done(viewer, "mail.again", KIND, id, null, before, null);
    }

    private static String oneLine(String subject) {
        String line = subject.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return line.length() <= SUBJECT_AT_MOST ? line : line.substring(0, SUBJECT_AT_MOST);
    }
}
