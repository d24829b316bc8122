package io.passerelle.people;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Passkey;
import io.passerelle.accounts.Passkeys;
import io.passerelle.accounts.SignIn;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Refused;
import io.passerelle.people.store.PeopleStore;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One's own passkeys (ACC-7). Making and removing one asks for the password: a session left open
 * must not be enough to get in for good, nor to shut the owner out.
 */
@Service
public class OwnPasskeys {

    /** The kind as audit and refusals name it. */
    public static final String KIND = "passkey";

    private final Passkeys passkeys;
    private final PeopleStore people;
    private final SignIn signIn;
    private final Letters letters;
    private final Audit audit;

    OwnPasskeys(
            Passkeys passkeys, PeopleStore people, SignIn signIn, Letters letters, Audit audit) {
        this.passkeys = passkeys;
        this.people = people;
        this.signIn = signIn;
        this.letters = letters;
        this.audit = audit;
    }

    /** The viewer's, oldest first. */
    public List<Passkey> list(Viewer viewer) {
        return passkeys.list(viewer.accountId());
    }

    /**
     * Begins to make one for who knows the password.
     *
     * @throws Refused with a wrong password, or where the portal can have no passkeys
     */
    public Passkeys.Making begin(Viewer viewer, String password) {
        requirePassword(viewer, password);
        return passkeys.begin(viewer);
    }

    /** Keeps the one that was made, and tells its owner by mail. */
    @Transactional
    public Passkey finish(Viewer viewer, Passkeys.Making making, String answer, String name) {
        Passkey made = passkeys.finish(making, answer, name);
        audit.done(viewer, "passkey.add", KIND, made.id(), null, null, made);
        people.byId(viewer.accountId())
                .ifPresent(person ->
                        letters.tell(
                                "passkey",
                                person,
                                List.of(person.name(), person.login(), made.name())));
        return made;
    }

    /** Calls one otherwise. */
    @Transactional
    public void rename(Viewer viewer, UUID id, String name) {
        Passkey before = find(viewer, id);
        passkeys.rename(before, name);
        audit.done(viewer, "passkey.rename", KIND, id, null, before, find(viewer, id));
    }

    /** Ends one, for who knows the password. */
    @Transactional
    public void remove(Viewer viewer, UUID id, String password) {
        Passkey before = find(viewer, id);
        requirePassword(viewer, password);
        passkeys.remove(before);
        audit.done(viewer, "passkey.remove", KIND, id, null, before, null);
    }

    private Passkey find(Viewer viewer, UUID id) {
        return passkeys.find(viewer.accountId(), id)
                .orElseThrow(() -> audit.notFound(viewer, KIND, id));
    }

    private void requirePassword(Viewer viewer, String password) {
        if (!signIn.confirms(viewer, password)) {
            throw Refused.field("current", "password.wrong");
        }
    }
}
