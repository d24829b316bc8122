package io.passerelle.people;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiTexts;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Word;
import io.passerelle.mail.MailAddresses;
import io.passerelle.mail.Outbox;
import io.passerelle.people.store.PeopleStore;
import io.passerelle.people.store.RightRequestStore;
import io.passerelle.store.ChangeFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rights are asked for by who needs them and granted by who may (ACC-5). Both get mails. */
@Service
public class RightRequests {

    /** The live topic that tells that one was asked for or decided. */
    public static final String TOPIC = "right-requests";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "rightRequest";

    private static final int TEXT_AT_MOST = 500;

    private final RightRequestStore store;
    private final PeopleStore people;
    private final Organisations organisations;
    private final Letters letters;
    private final Outbox outbox;
    private final ApiTexts texts;
    private final Audit audit;
    private final Events events;

    RightRequests(
            RightRequestStore store,
            PeopleStore people,
            Organisations organisations,
            Letters letters,
            Outbox outbox,
            ApiTexts texts,
            Audit audit,
            Events events,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.people = people;
        this.organisations = organisations;
        this.letters = letters;
        this.outbox = outbox;
        this.texts = texts;
        this.audit = audit;
        this.events = events;
        feed.on("right_request", topics.topic(TOPIC)::changed);
    }

    /** All of them that a viewer sees; for who manages accounts. */
    public Listing<RightRequest> listing() {
        return store.listing();
    }

    /** The viewer's own, newest first. */
    public List<RightRequest> own(Viewer viewer) {
        return store.ofAccount(viewer.accountId());
    }

    /** What the viewer could ask for: what their organisation can have and they do not. */
    public List<Right> possible(Viewer viewer) {
        return Stream.of(Right.values())
                .filter(right -> right.isFor(viewer.kind()) && !viewer.has(right))
                .toList();
    }

    /** Lets pass who decides. */
    public void requireManager(Viewer viewer, String action, Object id) {
        audit.require(viewer, Right.MANAGE_ACCOUNTS, action, KIND, id);
    }

    /**
     * Asks for a right; those of the operator who could grant it get a mail.
     *
     * @throws Refused when the account has it, cannot have it, or has asked already
     */
    @Transactional
    public RightRequest ask(Viewer viewer, Right right, String reason) {
        List<FieldError> errors = new ArrayList<>();
        if (people.rights(viewer.accountId()).contains(right)) {
            errors.add(FieldError.of("right", "right.had"));
        } else if (!right.isFor(viewer.kind())) {
            errors.add(FieldError.of("right", "rights.notFor", Word.of("right", right)));
        }
        if (reason.length() > TEXT_AT_MOST) {
            errors.add(FieldError.of("reason", "too.long", TEXT_AT_MOST));
        }
        Refused.ifAny(errors);
        var request =
                new RightRequest(
                        Ids.next(),
                        viewer.accountId(),
                        viewer.organisationId(),
                        viewer.login(),
                        right,
                        reason.strip(),
                        RightRequest.State.ASKED,
                        Instant.now(),
                        null,
                        "",
                        "");
        try {
            store.insert(request);
        } catch (DuplicateKeyException e) {
            throw Refused.field("right", "right.asked");
        }
        tellOperator(viewer, request);
        audit.done(viewer, "right.ask", KIND, request.id(), null, null, request);
        return request;
    }

    /** Gives the right that was asked for. */
    @Transactional
    public RightRequest grant(Viewer viewer, UUID id) {
        RightRequest request = open(viewer, id, "right.grant");
        audit.require(viewer, request.right(), "right.grant", KIND, id);
        people.changed(request.accountId()); // who has the account's form open is told
        people.grant(request.accountId(), request.right());
        events.publish(
                EventKind.ACCOUNT_RIGHTS
                        .of(request.organisationId(), request.accountId(), request.login())
                        .by(viewer)
                        .with(EventField.LOGIN, request.login())
                        .with(
                                EventField.RIGHTS,
                                people.rights(request.accountId()).stream().sorted().toList()));
        return decide(viewer, request, RightRequest.State.GRANTED, "");
    }

    /** Refuses the right that was asked for. */
    @Transactional
    public RightRequest refuse(Viewer viewer, UUID id, String answer) {
        RightRequest request = open(viewer, id, "right.refuse");
        if (answer.length() > TEXT_AT_MOST) {
            throw Refused.field("answer", "too.long", TEXT_AT_MOST);
        }
        return decide(viewer, request, RightRequest.State.REFUSED, answer.strip());
    }

    private RightRequest open(Viewer viewer, UUID id, String action) {
        requireManager(viewer, action, id);
        RightRequest request =
                store.locked(id)
                        .filter(r -> viewer.sees(r.organisationId()))
                        .orElseThrow(() -> audit.notFound(viewer, KIND, id));
        if (request.state() != RightRequest.State.ASKED) {
            throw Refused.field("", "right.decided");
        }
        return request;
    }

    private RightRequest decide(
            Viewer viewer, RightRequest request, RightRequest.State state, String answer) {
        store.decide(request.id(), state, viewer.login(), answer);
        RightRequest after = store.locked(request.id()).orElseThrow();
        audit.done(
                viewer,
                state == RightRequest.State.GRANTED ? "right.grant" : "right.refuse",
                KIND,
                request.id(),
                request.organisationId(),
                request,
                after);
        people.byId(request.accountId())
                .filter(person -> MailAddresses.isOne(person.profile().email()))
                .ifPresent(person -> tell(person, after));
        return after;
    }

    private void tell(Person person, RightRequest request) {
        String right = name(person, request.right());
        if (request.state() == RightRequest.State.GRANTED) {
            letters.put("rightGranted", person, List.of(person.name(), right));
        } else {
            letters.put(
                    "rightRefused", person, List.of(person.name(), right, dash(request.answer())));
        }
    }

    private void tellOperator(Viewer viewer, RightRequest request) {
        organisations
                .tree()
                .operator()
                .ifPresent(operator ->
                        people.having(operator.id(), Right.MANAGE_ACCOUNTS).stream()
                                .filter(person -> MailAddresses.isOne(person.profile().email()))
                                .forEach(person ->
                                        letters.put(
                                                "rightAsked",
                                                person,
                                                List.of(
                                                        viewer.displayName(),
                                                        viewer.login(),
                                                        name(person, request.right()),
                                                        person.name(),
                                                        dash(request.reason()),
                                                        outbox.portalUrl() + "/right-requests"))));
    }

    private String name(Person person, Right right) {
        return texts.text("right." + right.name(), List.of(), Letters.locale(person));
    }

    private static String dash(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
