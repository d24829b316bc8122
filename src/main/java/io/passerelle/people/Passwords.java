package io.passerelle.people;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.accounts.SignIn;
import io.passerelle.accounts.SignedIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.accounts.Viewers;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.people.store.PeopleStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** How people choose their passwords: with a link, or with the one they have (ACC-3, ACC-4). */
@Service
public class Passwords {

    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final int TEXT_AT_MOST = 320;

    private final PeopleStore store;
    private final OneTimeLinks links;
    private final Letters letters;
    private final PasswordRules rules;
    private final PasswordEncoder encoder;
    private final SignIn signIn;
    private final Viewers viewers;
    private final PortalSessions sessions;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Allowance perAddress =
            new Allowance(20, Duration.ofHours(1), InstantSource.system());
    private final Allowance perAccount =
            new Allowance(3, Duration.ofHours(1), InstantSource.system());

    Passwords(
            PeopleStore store,
            OneTimeLinks links,
            Letters letters,
            PasswordRules rules,
            PasswordEncoder encoder,
            SignIn signIn,
            Viewers viewers,
            PortalSessions sessions,
            Audit audit,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.links = links;
        this.letters = letters;
        this.rules = rules;
        this.encoder = encoder;
        this.signIn = signIn;
        this.viewers = viewers;
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Sends a link to whoever a user name or a mail address means. Says nothing of whether there is
     * anybody, not even by how long it takes: the work is done after the answer. At most three
     * links an hour for an account, and twenty questions from an address.
     *
     * @param address where the question comes from
     */
    public void forgotten(String text, String address) {
        String wanted = text.strip();
        if (wanted.isEmpty() || wanted.length() > TEXT_AT_MOST || !perAddress.take(address)) {
            return;
        }
        Thread.ofVirtual().name("forgotten-password").start(() -> send(wanted, address));
    }

    private void send(String wanted, String address) {
        try {
            transaction.executeWithoutResult(
                    status -> store.meantBy(wanted).forEach(person -> send(person, address)));
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("a link for a forgotten password could not be made");
        }
    }

    private void send(Person person, String address) {
        Viewer owner = owner(person, address).orElse(null);
        if (owner == null || !perAccount.take(person.id().toString())) {
            return;
        }
        letters.forgotten(person);
        audit.done(
                owner,
                "password.forgotten",
                People.KIND,
                person.id(),
                person.organisationId(),
                null,
                null);
    }

    /** The user name a link is for; empty when it does not work, or not any more. */
    public Optional<String> loginOf(String token) {
        return links.find(token)
                .flatMap(link -> store.byId(link.accountId()))
                .filter(person -> owner(person, "").isPresent())
                .map(Person::login);
    }

    /**
     * Sets the password somebody chose with a link, which is used up by that, and ends every
     * session the account has.
     *
     * @throws Refused when the link does not work, or the password is none; the link then stays
     */
    @Transactional
    public void choose(String token, String password, String again, String address) {
        OneTimeLink link = links.find(token).orElseThrow(Passwords::deadLink);
        Person person = store.byId(link.accountId()).orElseThrow(Passwords::deadLink);
        Viewer owner = owner(person, address).orElseThrow(Passwords::deadLink);
        Refused.ifAny(rules.problems(password, again, names(person)));
        String hash = hash(password);
        if (!links.use(link)) {
            throw deadLink();
        }
        boolean isFirst =
                link.purpose() == OneTimeLink.Purpose.WELCOME && person.passwordAt() == null;
        set(owner, person, hash, "password.choose", null);
        if (!isFirst) {
            letters.changed(person);
        }
    }

    /**
     * Sets a new password for who knows the old one, and ends their other sessions.
     *
     * @param kept the session this is done in; null for none
     */
    @Transactional
    public void change(
            Viewer viewer, String current, String password, String again, @Nullable UUID kept) {
        Person person =
                store.byId(viewer.accountId())
                        .orElseThrow(() -> audit.notFound(viewer, People.KIND, viewer.accountId()));
        List<FieldError> errors = new ArrayList<>();
        if (!signIn.confirms(viewer, current)) {
            errors.add(FieldError.of("current", "password.wrong"));
        }
        errors.addAll(rules.problems(password, again, names(person)));
        if (errors.isEmpty() && current.equals(password)) {
            errors.add(FieldError.of("password", "password.same"));
        }
        Refused.ifAny(errors);
        set(viewer, person, hash(password), "password.change", kept);
        letters.changed(person);
    }

    private void set(Viewer owner, Person person, String hash, String action, @Nullable UUID kept) {
        store.password(person.id(), hash);
        links.endAll(person.id()); // whoever holds another could undo this
        int ended = sessions.endAll(person.id(), kept);
        audit.done(
                owner,
                action,
                People.KIND,
                person.id(),
                person.organisationId(),
                null,
                new Ended(ended));
    }

    private String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    /** Who an account is, while it may sign in. */
    private Optional<Viewer> owner(Person person, String address) {
        return viewers.of(new SignedIn(person.id(), person.login(), null), address);
    }

    private static List<String> names(Person person) {
        Profile profile = person.profile();
        return List.of(person.login(), profile.firstName(), profile.lastName(), profile.email());
    }

    private static Refused deadLink() {
        return Refused.field("", "link.dead");
    }

    /** What the audit keeps of a change of password. */
    record Ended(int sessionsEnded) {}
}
