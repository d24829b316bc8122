package io.passerelle.help;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.help.store.SupportContactStore;
import io.passerelle.store.ChangeFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the support is reached, and when; the operator says so (HELP-2). */
@Service
public class SupportContacts {

    /** The live topic that tells that something of this changed. */
    public static final String TOPIC = "support-contacts";

    /** The kinds as audit and refusals name them. */
    public static final String LINE = "supportLine";

    public static final String ADDRESS = "supportAddress";
    private static final String HOURS = "supportHours";

    private static final int LABEL_AT_MOST = 120;
    private static final int NUMBER_AT_MOST = 40;
    private static final int OTHER_DAYS_AT_MOST = 4_000;
    private static final int AT_MOST = 100;

    private final SupportContactStore store;
    private final Audit audit;

    SupportContacts(SupportContactStore store, Audit audit, ChangeFeed feed, LiveTopics topics) {
        this.store = store;
        this.audit = audit;
        for (String table : List.of("support_line", "support_address", "support_hours")) {
            feed.on(table, topics.topic(TOPIC)::changed);
        }
    }

    /** Telephone numbers, in order; everybody's. */
    public List<SupportLine> lines() {
        return store.lines();
    }

    /** Kinds of equipment and their mail addresses, in order; everybody's. */
    public List<SupportAddress> addresses() {
        return store.addresses();
    }

    /** When it is day; everybody's. */
    public SupportHours hours() {
        return store.hours();
    }

    Optional<SupportAddress> findAddress(UUID id) {
        return store.address(id);
    }

    /** The list of telephone numbers, to edit. */
    public Listing<SupportLine> lineListing() {
        return store.lineListing();
    }

    /** The list of mail addresses, to edit. */
    public Listing<SupportAddress> addressListing() {
        return store.addressListing();
    }

    /** Lets pass who edits all this. */
    public void requireManager(Viewer viewer, String action, String kind, Object id) {
        audit.require(viewer, Right.MANAGE_HELP, action, kind, id);
    }

    /** One telephone number, for who edits them. */
    public SupportLine line(Viewer viewer, UUID id) {
        return store.line(id)
                .filter(line -> viewer.has(Right.MANAGE_HELP))
                .orElseThrow(() -> audit.notFound(viewer, LINE, id));
    }

    /** One mail address, for who edits them. */
    public SupportAddress address(Viewer viewer, UUID id) {
        return store.address(id)
                .filter(address -> viewer.has(Right.MANAGE_HELP))
                .orElseThrow(() -> audit.notFound(viewer, ADDRESS, id));
    }

    /** Adds a telephone number. */
    @Transactional
    public SupportLine create(Viewer viewer, SupportLine.Draft asked) {
        requireManager(viewer, "supportLine.create", LINE, "");
        SupportLine.Draft draft = checked(asked);
        requireFew(store.lines().size());
        UUID id = Ids.next();
        store.insert(id, draft);
        SupportLine made = line(viewer, id);
        audit.done(viewer, "supportLine.create", LINE, id, null, null, made);
        return made;
    }

    /**
     * Changes a telephone number.
     *
     * @throws Conflict when somebody else did since that version
     */
    @Transactional
    public SupportLine update(Viewer viewer, UUID id, int version, SupportLine.Draft asked) {
        SupportLine before = line(viewer, id);
        requireManager(viewer, "supportLine.update", LINE, id);
        if (!store.update(id, version, checked(asked))) {
            throw new Conflict(LINE, id);
        }
        SupportLine after = line(viewer, id);
        audit.done(viewer, "supportLine.update", LINE, id, null, before, after);
        return after;
    }

    /** Removes a telephone number. */
    @Transactional
    public void deleteLine(Viewer viewer, UUID id) {
        SupportLine before = line(viewer, id);
        requireManager(viewer, "supportLine.delete", LINE, id);
        store.deleteLine(id);
        audit.done(viewer, "supportLine.delete", LINE, id, null, before, null);
    }

    /** Adds a kind of equipment with its mail address. */
    @Transactional
    public SupportAddress create(Viewer viewer, SupportAddress.Draft asked) {
        requireManager(viewer, "supportAddress.create", ADDRESS, "");
        SupportAddress.Draft draft = checked(asked);
        requireFew(store.addresses().size());
        UUID id = Ids.next();
        store.insert(id, draft);
        SupportAddress made = address(viewer, id);
        audit.done(viewer, "supportAddress.create", ADDRESS, id, null, null, made);
        return made;
    }

    /**
     * Changes a kind of equipment.
     *
     * @throws Conflict when somebody else did since that version
     */
    @Transactional
    public SupportAddress update(Viewer viewer, UUID id, int version, SupportAddress.Draft asked) {
        SupportAddress before = address(viewer, id);
        requireManager(viewer, "supportAddress.update", ADDRESS, id);
        if (!store.update(id, version, checked(asked))) {
            throw new Conflict(ADDRESS, id);
        }
        SupportAddress after = address(viewer, id);
        audit.done(viewer, "supportAddress.update", ADDRESS, id, null, before, after);
        return after;
    }

    /** Removes a kind of equipment; requests about it stay. */
    @Transactional
    public void deleteAddress(Viewer viewer, UUID id) {
        SupportAddress before = address(viewer, id);
        requireManager(viewer, "supportAddress.delete", ADDRESS, id);
        store.deleteAddress(id);
        audit.done(viewer, "supportAddress.delete", ADDRESS, id, null, before, null);
    }

    /**
     * Changes when it is day.
     *
     * @throws Conflict when somebody else did since that version
     */
    @Transactional
    public SupportHours update(Viewer viewer, SupportHours asked) {
        requireManager(viewer, "supportHours.update", HOURS, "");
        List<FieldError> errors = new ArrayList<>();
        if (!asked.dayFrom().isBefore(asked.dayUntil())) {
            errors.add(FieldError.of("dayUntil", "support.hours"));
        }
        if (asked.otherDays().length() > OTHER_DAYS_AT_MOST) {
            errors.add(FieldError.of("otherDays", "too.long", OTHER_DAYS_AT_MOST));
        }
        SupportHours.badLine(asked.otherDays())
                .ifPresent(line -> errors.add(FieldError.of("otherDays", "support.day", line)));
        Refused.ifAny(errors);
        SupportHours before = store.hours();
        if (!store.update(asked)) {
            throw new Conflict(HOURS, "hours");
        }
        SupportHours after = store.hours();
        audit.done(viewer, "supportHours.update", HOURS, "", null, before, after);
        return after;
    }

    private static SupportLine.Draft checked(SupportLine.Draft asked) {
        var draft =
                new SupportLine.Draft(
                        asked.position(),
                        asked.labelFr().strip(),
                        asked.labelEn().strip(),
                        asked.number().strip(),
                        asked.hours());
        List<FieldError> errors = new ArrayList<>();
        checkLabels(errors, draft.labelFr(), draft.labelEn(), draft.position());
        HelpChecks.line(errors, "number", draft.number(), NUMBER_AT_MOST, true);
        if (!draft.number().isEmpty() && !draft.number().matches("[+(]?[0-9][0-9 ().+/-]*")) {
            errors.add(FieldError.of("number", "support.number"));
        }
        Refused.ifAny(errors);
        return draft;
    }

    private static SupportAddress.Draft checked(SupportAddress.Draft asked) {
        var draft =
                new SupportAddress.Draft(
                        asked.position(),
                        asked.labelFr().strip(),
                        asked.labelEn().strip(),
                        asked.email().strip(),
                        asked.language());
        List<FieldError> errors = new ArrayList<>();
        checkLabels(errors, draft.labelFr(), draft.labelEn(), draft.position());
        HelpChecks.email(errors, "email", draft.email());
        if (!draft.language().equals("fr") && !draft.language().equals("en")) {
            errors.add(FieldError.of("language", "support.language"));
        }
        Refused.ifAny(errors);
        return draft;
    }

    private static void checkLabels(
            List<FieldError> errors, String french, String english, int position) {
        HelpChecks.line(errors, "labelFr", french, LABEL_AT_MOST, true);
        HelpChecks.line(errors, "labelEn", english, LABEL_AT_MOST, true);
        HelpChecks.position(errors, position);
    }

    private static void requireFew(int present) {
        if (present >= AT_MOST) {
            throw Refused.field("", "support.many", AT_MOST);
        }
    }
}
