package io.passerelle.people.api;

import io.passerelle.accounts.OrganisationKind;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Listing;
import io.passerelle.people.NewPerson;
import io.passerelle.people.People;
import io.passerelle.people.Person;
import io.passerelle.people.PersonChange;
import io.passerelle.people.Profile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/accounts} (ACC-2, ACC-3, ACC-5). */
@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "Accounts", description = "People of your organisation and those below it")
class AccountsApi implements ListResource {

    private final People people;
    private final Organisations organisations;

    AccountsApi(People people, Organisations organisations) {
        this.people = people;
        this.organisations = organisations;
    }

    /** What is needed to make one. */
    @Schema(name = "NewAccount")
    record Create(
            @Nullable UUID organisationId,
            @Schema(example = "claire.martin", maxLength = 60) @Nullable String login,
            @Schema(example = "Mme", maxLength = 20) @Nullable String title,
            @Schema(example = "Claire", maxLength = 80) @Nullable String firstName,
            @Schema(example = "Martin", maxLength = 80) @Nullable String lastName,
            @Schema(example = "claire.martin@example.com") @Nullable String email,
            @Schema(example = "fr", description = "fr unless given") @Nullable String language,
            @Schema(example = "Europe/Paris", description = "Europe/Paris unless given")
                    @Nullable String timeZone,
            @Schema(description = "The usual ones you have yourself unless given")
                    @Nullable Set<Right> rights) {}

    /** What can be changed; what is left out stays. */
    @Schema(name = "AccountChange")
    record Change(
            @Schema(maxLength = 20) @Nullable String title,
            @Schema(maxLength = 80) @Nullable String firstName,
            @Schema(maxLength = 80) @Nullable String lastName,
            @Nullable String email,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable Boolean enabled,
            @Nullable Set<Right> rights) {}

    @Override
    public Listing<?> listing() {
        return people.listing();
    }

    @GetMapping
    @Operation(summary = "List accounts")
    Listed<AccountView> list(Viewer viewer, ListRequest request) {
        people.requireManager(viewer, "account.list", "");
        return request.of(people.listing(), viewer, AccountView.class, this::view);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an account")
    ResponseEntity<AccountView> get(Viewer viewer, @PathVariable UUID id) {
        return shown(people.get(viewer, id));
    }

    @PostMapping
    @Operation(summary = "Make an account; its owner gets two mails and chooses the password")
    ResponseEntity<AccountView> create(Viewer viewer, @RequestBody Create body) {
        var required = new Required();
        UUID organisation = required.id("organisationId", body.organisationId());
        var draft =
                new NewPerson(
                        organisation,
                        required.text("login", body.login()),
                        new Profile(
                                or(body.title(), ""),
                                or(body.firstName(), ""),
                                or(body.lastName(), ""),
                                required.text("email", body.email()),
                                or(body.language(), "fr"),
                                or(body.timeZone(), "Europe/Paris")),
                        body.rights() == null ? usual(viewer, organisation) : body.rights());
        required.check();
        Person made = people.create(viewer, draft);
        return Versions.created("/api/v1/accounts", made.id(), now(made), made.version());
    }

    @PutMapping("/{id}")
    @Operation(summary = "Change an account's particulars, rights, and whether it may sign in")
    ResponseEntity<AccountView> update(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Change body) {
        Person before = people.get(viewer, id);
        Profile was = before.profile();
        var change =
                new PersonChange(
                        new Profile(
                                or(body.title(), was.title()),
                                or(body.firstName(), was.firstName()),
                                or(body.lastName(), was.lastName()),
                                or(body.email(), was.email()),
                                or(body.language(), was.language()),
                                or(body.timeZone(), was.zone())),
                        body.enabled() == null ? before.enabled() : body.enabled(),
                        body.rights());
        int version = Versions.expected(ifMatch, before.version());
        return shown(people.update(viewer, id, version, change));
    }

    @PostMapping("/{id}/link")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send a new link to choose a password with; those before it end")
    void link(Viewer viewer, @PathVariable UUID id) {
        people.sendLink(viewer, id);
    }

    @DeleteMapping("/{id}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take away the second factor of somebody who lost it")
    void removeSecondFactor(Viewer viewer, @PathVariable UUID id) {
        people.removeSecondFactor(viewer, id);
    }

    private Set<Right> usual(Viewer viewer, UUID organisation) {
        OrganisationKind kind =
                organisations
                        .tree()
                        .byId(organisation)
                        .map(known -> known.kind())
                        .orElse(OrganisationKind.SITE);
        return Right.defaultsOf(kind).stream()
                .filter(viewer::has)
                .collect(Collectors.toUnmodifiableSet());
    }

    private ResponseEntity<AccountView> shown(Person person) {
        return Versions.ok(now(person), person.version());
    }

    /** As the database has it: who just changed it must not be shown what was. */
    private AccountView now(Person person) {
        return AccountView.of(person, people.rightsNow(person));
    }

    private AccountView view(Person person) {
        return AccountView.of(person, people.rights(person));
    }

    private static String or(@Nullable String given, String otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }
}
