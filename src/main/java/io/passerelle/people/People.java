package io.passerelle.people;

import io.passerelle.accounts.AccountDirectory;
import io.passerelle.accounts.Audit;
import io.passerelle.accounts.KnownAccount;
import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Passkeys;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.SecondFactor;
import io.passerelle.accounts.SignIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.foundation.Word;
import io.passerelle.people.store.PeopleStore;
import io.passerelle.store.ChangeFeed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Everybody's account (ACC-2, ACC-5), for whoever manages accounts and for everybody their own.
 * Nobody gives a right they do not have, and nobody changes who may more than they.
 */
@Service
public class People {

    /** The live topic that tells that an account changed. */
    public static final String TOPIC = "accounts";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "account";

    private final PeopleStore store;
    private final AccountDirectory directory;
    private final Organisations organisations;
    private final PortalSessions sessions;
    private final PasswordEncoder passwords;
    private final Letters letters;
    private final OneTimeLinks links;
    private final SecondFactor secondFactor;
    private final Passkeys passkeys;
    private final SignIn signIn;
    private final Audit audit;
    private final Events events;

    People(
            PeopleStore store,
            AccountDirectory directory,
            Organisations organisations,
            PortalSessions sessions,
            PasswordEncoder passwords,
            Letters letters,
            OneTimeLinks links,
            SecondFactor secondFactor,
            Passkeys passkeys,
            SignIn signIn,
            Audit audit,
            Events events,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.directory = directory;
        this.organisations = organisations;
        this.sessions = sessions;
        this.passwords = passwords;
        this.letters = letters;
        this.links = links;
        this.secondFactor = secondFactor;
        this.passkeys = passkeys;
        this.signIn = signIn;
        this.audit = audit;
        this.events = events;
        feed.on("account", topics.topic(TOPIC)::changed);
        feed.on("account_right", topics.topic(TOPIC)::changed);
    }

    /** The list of accounts; for who manages them. */
    public Listing<Person> listing() {
        return store.listing();
    }

    /** Lets pass who manages accounts. */
    public void requireManager(Viewer viewer, String action, Object id) {
        audit.require(viewer, Right.MANAGE_ACCOUNTS, action, KIND, id);
    }

    /** An account the viewer manages, or their own. */
    public Person get(Viewer viewer, UUID id) {
        if (!id.equals(viewer.accountId())) {
            requireManager(viewer, "account.read", id);
        }
        return store.byId(id)
                .filter(person -> viewer.sees(person.organisationId()))
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    /**
     * What an account may do, as it is known here, for lists; rights its organisation cannot have
     * left out.
     */
    public Set<Right> rights(Person person) {
        return possible(
                person, directory.byId(person.id()).map(KnownAccount::rights).orElse(Set.of()));
    }

    /**
     * The same as the database has it at this moment, for who changes it or has just changed it.
     */
    public Set<Right> rightsNow(Person person) {
        return possible(person, store.rights(person.id()));
    }

    private Set<Right> possible(Person person, Set<Right> all) {
        OrganisationKind kind = kind(person.organisationId());
        return all.stream()
                .filter(right -> right.isFor(kind))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Makes an account nobody can sign in to yet, and sends its owner the two mails of ACC-3.
     *
     * @throws Refused with every mistake
     */
    @Transactional
    public Person create(Viewer viewer, NewPerson asked) {
        requireManager(viewer, "account.create", asked.organisationId());
        var draft =
                new NewPerson(
                        asked.organisationId(),
                        asked.login().strip(),
                        ProfileRules.stripped(asked.profile()),
                        asked.rights());
        List<FieldError> errors = new ArrayList<>(ProfileRules.problems(draft.profile()));
        if (!ProfileRules.isLogin(draft.login())) {
            errors.add(FieldError.of("login", "login.form"));
        }
        if (!viewer.sees(draft.organisationId())
                || organisations.tree().byId(draft.organisationId()).isEmpty()) {
            errors.add(FieldError.of("organisationId", "organisation.unknown"));
        } else {
            errors.addAll(rightsProblems(viewer, draft.organisationId(), draft.rights()));
        }
        Refused.ifAny(errors);
        UUID id = Ids.next();
        insert(id, draft);
        Person made = store.byId(id).orElseThrow();
        letters.welcome(made);
        audit.done(
                viewer,
                "account.create",
                KIND,
                id,
                draft.organisationId(),
                null,
                state(made, draft.rights()));
        events.publish(AccountTold.of(EventKind.ACCOUNT_CREATED, made, draft.rights()).by(viewer));
        return made;
    }

    /**
     * Changes somebody's particulars, rights, and whether they may sign in.
     *
     * @param version the version the change was made on
     * @throws Conflict when somebody else changed it since
     */
    @Transactional
    public Person update(Viewer viewer, UUID id, int version, PersonChange change) {
        requireManager(viewer, "account.update", id);
        Person before = get(viewer, id);
        Set<Right> had = store.rights(id);
        requireNoMore(viewer, before, had, "account.update");
        List<FieldError> errors = new ArrayList<>(ProfileRules.problems(change.profile()));
        Set<Right> rights = Objects.requireNonNullElse(change.rights(), had);
        Set<Right> added = EnumSet.noneOf(Right.class);
        added.addAll(rights);
        added.removeAll(had);
        errors.addAll(rightsProblems(viewer, before.organisationId(), added));
        if (id.equals(viewer.accountId())) {
            errors.addAll(ownProblems(before, change, rights));
        }
        Refused.ifAny(errors);
        save(before, version, ProfileRules.stripped(change.profile()), change.enabled());
        if (change.rights() != null) {
            store.rights(id, rights);
        }
        if (!change.enabled()) {
            sessions.endAll(id, null);
        }
        Person after = store.byId(id).orElseThrow();
        audit.done(
                viewer,
                "account.update",
                KIND,
                id,
                before.organisationId(),
                state(before, had),
                state(after, rights));
        if (!rights.equals(had)) {
            events.publish(AccountTold.of(EventKind.ACCOUNT_RIGHTS, after, rights).by(viewer));
        }
        return after;
    }

    /**
     * Changes one's own particulars; the user name stays what it is (ACC-2). Another mail address
     * needs the password, since links that open the account go there.
     *
     * @param current the password; looked at for another mail address only
     */
    @Transactional
    public Person updateOwn(Viewer viewer, int version, Profile profile, String current) {
        Person before = get(viewer, viewer.accountId());
        Refused.ifAny(ProfileRules.problems(profile));
        Profile after = ProfileRules.stripped(profile);
        if (hasOtherEmail(before, after) && !signIn.confirms(viewer, current)) {
            throw Refused.field("current", "password.wrong");
        }
        save(before, version, after, before.enabled());
        return ownSaved(viewer, before);
    }

    private Person ownSaved(Viewer viewer, Person before) {
        Person after = store.byId(before.id()).orElseThrow();
        audit.done(
                viewer,
                "account.updateOwn",
                KIND,
                before.id(),
                before.organisationId(),
                before.profile(),
                after.profile());
        return after;
    }

    /** Sends a new link to choose a password with; the links before it end. */
    @Transactional
    public void sendLink(Viewer viewer, UUID id) {
        requireManager(viewer, "account.link", id);
        Person person = get(viewer, id);
        requireNoMore(viewer, person, store.rights(id), "account.link");
        if (!person.enabled()) {
            throw Refused.field("", "account.disabled");
        }
        letters.link(person);
        audit.done(viewer, "account.link", KIND, id, person.organisationId(), null, null);
    }

    /**
     * Takes away the second factor and the passkeys of who lost them, or whose account somebody
     * else was in; they sign in with the password alone.
     *
     * @throws Refused for one's own, which is switched off with a code: otherwise a session left
     *     open would be enough
     */
    @Transactional
    public void removeSecondFactor(Viewer viewer, UUID id) {
        requireManager(viewer, "factor.remove", id);
        Person person = get(viewer, id);
        requireNoMore(viewer, person, store.rights(id), "factor.remove");
        if (id.equals(viewer.accountId())) {
            throw Refused.field("", "factor.own");
        }
        secondFactor.remove(id);
        int keys = passkeys.removeAll(id);
        audit.done(
                viewer,
                "factor.remove",
                KIND,
                id,
                person.organisationId(),
                new Factors(keys),
                null);
    }

    private void insert(UUID id, NewPerson draft) {
        try {
            String nobodys = UUID.randomUUID() + " " + UUID.randomUUID();
            store.insert(id, draft, Objects.requireNonNull(passwords.encode(nobodys)));
        } catch (DuplicateKeyException e) {
            throw Refused.field("login", "login.taken", draft.login());
        }
    }

    private void save(Person before, int version, Profile profile, boolean enabled) {
        boolean saved =
                store.update(
                        new Person(
                                before.id(),
                                before.organisationId(),
                                before.login(),
                                profile,
                                before.mailProblem(),
                                enabled,
                                before.createdAt(),
                                before.passwordAt(),
                                before.lastSignInAt(),
                                version));
        if (!saved) {
            throw new Conflict(KIND, before.id());
        }
        if (hasOtherEmail(before, profile)) {
            links.endAll(before.id()); // they lie in a mailbox that may not be its owner's
            letters.addressChanged(before); // or who took the account over would go unnoticed
        }
    }

    /** Who could change an account that may more could take it over with a link. */
    private void requireNoMore(Viewer viewer, Person person, Set<Right> rights, String action) {
        Set<Right> more = EnumSet.noneOf(Right.class);
        more.addAll(rights);
        more.removeIf(right -> !right.isFor(kind(person.organisationId())));
        more.removeAll(viewer.rights());
        if (!more.isEmpty()) { // one's own too, by a token that may less
            Right missing = more.iterator().next();
            audit.require(viewer, missing, action, KIND, person.id());
            throw new Forbidden(missing.name());
        }
    }

    private List<FieldError> rightsProblems(Viewer viewer, UUID organisation, Set<Right> added) {
        OrganisationKind kind = kind(organisation);
        List<FieldError> errors = new ArrayList<>();
        for (Right right : added) {
            if (!viewer.has(right)) {
                errors.add(FieldError.of("rights", "rights.notYours", word(right)));
            } else if (!right.isFor(kind)) {
                errors.add(FieldError.of("rights", "rights.notFor", word(right)));
            }
        }
        return errors;
    }

    private static Word word(Right right) {
        return Word.of("right", right);
    }

    private static boolean hasOtherEmail(Person before, Profile after) {
        return !after.email().equals(before.profile().email());
    }

    /** Nobody shuts themselves out: there is always somebody left who can let others in. */
    private static List<FieldError> ownProblems(
            Person before, PersonChange change, Set<Right> rights) {
        List<FieldError> errors = new ArrayList<>();
        if (!change.enabled()) {
            errors.add(FieldError.of("enabled", "account.own"));
        }
        if (hasOtherEmail(before, ProfileRules.stripped(change.profile()))) {
            errors.add(FieldError.of("email", "account.ownEmail"));
        }
        if (!rights.contains(Right.MANAGE_ACCOUNTS)) {
            errors.add(FieldError.of("rights", "account.ownRight"));
        }
        return errors;
    }

    private OrganisationKind kind(UUID organisation) {
        return organisations
                .tree()
                .byId(organisation)
                .map(Organisation::kind)
                .orElse(OrganisationKind.SITE);
    }

    private static State state(Person person, Set<Right> rights) {
        return new State(
                person.login(),
                person.profile(),
                person.enabled(),
                rights.stream().sorted().toList());
    }

    /** What the audit keeps of what was taken away. */
    record Factors(int passkeys) {}

    /** What the audit keeps of an account. */
    record State(String login, Profile profile, boolean enabled, List<Right> rights) {}
}
