package io.passerelle.help;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.help.store.SupportRequestStore;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.store.ChangeFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people ask of the support (HELP-2): everybody files requests and sees their own, who of the
 * operator looks after help sees them all and answers.
 */
@Service
public class SupportRequests {

    /** The live topic that tells that one came or changed. */
    public static final String TOPIC = "support-requests";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "supportRequest";

    /** The longest message and the longest answer. */
    public static final int TEXT_AT_MOST = 5_000;

    private static final int SUBJECT_AT_MOST = 200;
    private static final int CALLBACK_AT_MOST = 200;
    private static final int CONTEXT_AT_MOST = 4_000;
    private static final int ORGANISATION_FACTOR = 5;
    private static final Duration HOUR = Duration.ofHours(1);

    private final SupportRequestStore store;
    private final SupportContacts contacts;
    private final SupportLetters letters;
    private final People people;
    private final Organisations organisations;
    private final HelpSettings settings;
    private final Audit audit;

    SupportRequests(
            SupportRequestStore store,
            SupportContacts contacts,
            SupportLetters letters,
            People people,
            Organisations organisations,
            HelpSettings settings,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.contacts = contacts;
        this.letters = letters;
        this.people = people;
        this.organisations = organisations;
        this.settings = settings;
        this.audit = audit;
        feed.on("support_request", topics.topic(TOPIC)::changed);
    }

    /** All of them; who does not answer them must be shown their own alone. */
    public Listing<SupportRequest> listing() {
        return store.listing();
    }

    /** Whether somebody sees everybody's requests and answers them. */
    public boolean answers(Viewer viewer) {
        return viewer.has(Right.MANAGE_HELP);
    }

    /** One's own, or any for who answers them. */
    public SupportRequest get(Viewer viewer, UUID id) {
        return store.byId(id)
                .filter(request -> sees(viewer, request))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    private boolean sees(Viewer viewer, SupportRequest request) {
        return answers(viewer) && viewer.sees(request.organisationId())
                || viewer.accountId().equals(request.accountId());
    }

    /**
     * Files a request and mails it to who looks after that kind of equipment; the person gets a
     * mail with its reference.
     *
     * @throws Refused with every mistake, or when too many were filed within an hour
     */
    @Transactional
    public SupportRequest file(Viewer viewer, SupportRequestDraft draft) {
        Optional<SupportAddress> address = contacts.findAddress(draft.addressId());
        Refused.ifAny(problems(draft, address));
        requireFew(viewer);
        Instant now = Instant.now();
        store.deleteClosedBefore(now.minus(settings.requestsKept()));
        SupportAddress to = address.orElseThrow();
        Person person = people.get(viewer, viewer.accountId());
        var request =
                new SupportRequest(
                        Ids.next(),
                        reference(now),
                        viewer.accountId(),
                        viewer.organisationId(),
                        viewer.login(),
                        person.name(),
                        person.profile().email(),
                        to.id(),
                        to.label(to.language().equals("fr")),
                        draft.urgency(),
                        draft.subject().strip(),
                        draft.message().strip(),
                        draft.callback().strip(),
                        draft.context().strip(),
                        SupportRequest.State.OPEN,
                        now,
                        "",
                        null,
                        "",
                        "");
        store.insert(request);
        letters.filed(request, to, organisations.tree().name(viewer.organisationId()));
        letters.received(request, person);
        audit.done(
                viewer,
                "supportRequest.file",
                KIND,
                request.id(),
                viewer.organisationId(),
                null,
                told(request));
        return request;
    }

    /** Says that somebody of the operator looks into it. */
    @Transactional
    public SupportRequest take(Viewer viewer, UUID id) {
        SupportRequest before = open(viewer, id);
        if (!answers(viewer)) {
            audit.require(viewer, Right.MANAGE_HELP, "supportRequest.take", KIND, id);
            throw new Forbidden(Right.MANAGE_HELP.name());
        }
        store.take(id, viewer.login());
        return done(viewer, "supportRequest.take", before);
    }

    /**
     * Ends it: the operator with an answer that is mailed to the person, or the person themselves.
     *
     * @param answer may be empty; only the operator's is mailed
     */
    @Transactional
    public SupportRequest close(Viewer viewer, UUID id, String answer) {
        SupportRequest before = open(viewer, id);
        if (!answer.isBlank()) {
            List<FieldError> errors = new ArrayList<>();
            HelpChecks.lines(errors, "answer", answer, TEXT_AT_MOST);
            Refused.ifAny(errors);
        }
        store.close(id, viewer.login(), answer.strip());
        SupportRequest after = done(viewer, "supportRequest.close", before);
        if (!viewer.accountId().equals(after.accountId())) {
            letters.closed(after);
        }
        return after;
    }

    private SupportRequest open(Viewer viewer, UUID id) {
        SupportRequest request =
                store.locked(id)
                        .filter(r -> sees(viewer, r))
                        .orElseThrow(() -> audit.notFound(viewer, KIND, id));
        if (request.state() == SupportRequest.State.CLOSED) {
            throw Refused.field("", "support.closed");
        }
        return request;
    }

    private SupportRequest done(Viewer viewer, String action, SupportRequest before) {
        SupportRequest after = store.byId(before.id()).orElseThrow();
        audit.done(
                viewer,
                action,
                KIND,
                before.id(),
                before.organisationId(),
                told(before),
                told(after));
        return after;
    }

    private void requireFew(Viewer viewer) {
        Instant since = Instant.now().minus(HOUR);
        int most = settings.requestsPerHour();
        if (store.countOfAccount(viewer.accountId(), since) >= most
                || store.countOfOrganisation(viewer.organisationId(), since)
                        >= most * ORGANISATION_FACTOR) {
            throw Refused.field("", "support.tooMany", most);
        }
    }

    private static List<FieldError> problems(
            SupportRequestDraft draft, Optional<SupportAddress> address) {
        List<FieldError> errors = new ArrayList<>();
        if (address.isEmpty()) {
            errors.add(FieldError.of("addressId", "support.kind"));
        }
        HelpChecks.line(errors, "subject", draft.subject(), SUBJECT_AT_MOST, true);
        HelpChecks.lines(errors, "message", draft.message(), TEXT_AT_MOST);
        HelpChecks.line(errors, "callback", draft.callback(), CALLBACK_AT_MOST, false);
        if (!draft.context().isBlank()) {
            HelpChecks.lines(errors, "context", draft.context(), CONTEXT_AT_MOST);
        }
        return errors;
    }

    /** Such as {@code A26-00042}: short enough to be said on the telephone. */
    private String reference(Instant now) {
        int year = now.atZone(ZoneOffset.UTC).getYear() % 100;
        return "A%02d-%05d".formatted(year, store.number());
    }

    /** What the audit keeps: not what people wrote. */
    private static Told told(SupportRequest request) {
        return new Told(request.reference(), request.kind(), request.urgency(), request.state());
    }

    /** A request in the audit log. */
    record Told(
            String reference,
            String kind,
            SupportRequest.Urgency urgency,
            SupportRequest.State state) {}
}
