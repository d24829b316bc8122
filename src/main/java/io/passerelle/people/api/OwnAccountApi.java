package io.passerelle.people.api;

import io.passerelle.accounts.PortalSession;
import io.passerelle.accounts.PortalSessions;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.people.Passwords;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.people.Profile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me/…}: one's own particulars, password and sessions (ACC-2, ACC-4, ACC-7). */
@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Account")
class OwnAccountApi {

    private final People people;
    private final Passwords passwords;
    private final PortalSessions sessions;

    OwnAccountApi(People people, Passwords passwords, PortalSessions sessions) {
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /**
     * What can be changed; what is left out stays. The mail address is not in it: a token that may
     * only read would take the account over by a link sent to another one.
     */
    @Schema(name = "ProfileChange")
    record Change(
            @Schema(maxLength = 20) @Nullable String title,
            @Schema(maxLength = 80) @Nullable String firstName,
            @Schema(maxLength = 80) @Nullable String lastName,
            @Nullable String language,
            @Nullable String timeZone) {}

    /** A change of password. */
    @Schema(name = "PasswordChange")
    record Password(@Nullable String current, @Nullable String password) {

        @Override
        public String toString() {
            return "Password[]"; // never the passwords
        }
    }

    /** A session of the portal. */
    @Schema(name = "PortalSession")
    record SessionView(
            UUID id,
            @Schema(example = "192.0.2.1") String address,
            String browser,
            Instant createdAt) {

        static SessionView of(PortalSession session) {
            return new SessionView(
                    session.id(), session.address(), session.browser(), session.createdAt());
        }
    }

    @GetMapping("/profile")
    @Operation(summary = "Read your particulars")
    ResponseEntity<AccountView> profile(Viewer viewer) {
        return shown(people.get(viewer, viewer.accountId()));
    }

    @PutMapping("/profile")
    @Operation(summary = "Change your particulars; the mail address changes in the portal")
    ResponseEntity<AccountView> update(
            Viewer viewer,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Change body) {
        Person before = people.get(viewer, viewer.accountId());
        Profile was = before.profile();
        var profile =
                new Profile(
                        or(body.title(), was.title()),
                        or(body.firstName(), was.firstName()),
                        or(body.lastName(), was.lastName()),
                        was.email(),
                        or(body.language(), was.language()),
                        or(body.timeZone(), was.zone()));
        int version = Versions.expected(ifMatch, before.version());
        return shown(people.updateOwn(viewer, version, profile, ""));
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change your password; every session of the portal ends")
    void password(Viewer viewer, @RequestBody Password body) {
        var required = new Required();
        String current = required.text("current", body.current());
        String password = required.text("password", body.password());
        required.check();
        passwords.change(viewer, current, password, password, null);
    }

    @GetMapping("/sessions")
    @Operation(summary = "List where you are signed in to the portal")
    Listed<SessionView> sessions(Viewer viewer) {
        return Listed.all(
                sessions.open(viewer.accountId()).stream().map(SessionView::of).toList(),
                SessionView.class);
    }

    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sign out of the portal everywhere")
    void endAll(Viewer viewer) {
        sessions.endOthers(viewer, null);
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one of your sessions of the portal")
    void end(Viewer viewer, @PathVariable UUID id) {
        sessions.end(viewer, id);
    }

    private ResponseEntity<AccountView> shown(Person person) {
        return Versions.ok(AccountView.of(person, people.rightsNow(person)), person.version());
    }

    private static String or(@Nullable String given, String otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }
}
