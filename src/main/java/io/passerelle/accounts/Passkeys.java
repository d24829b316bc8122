package io.passerelle.accounts;

import com.webauthn4j.util.exception.WebAuthnException;
import io.passerelle.accounts.store.PasskeyStore;
import io.passerelle.foundation.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys (ACC-7, Web Authentication level 3): what the browser is asked for, and whether what it
 * brings is right. A key must know its owner by a PIN, a finger or a face, so that it is two
 * factors by itself; it is found by the browser, so that nobody types a name.
 */
@Service
public class Passkeys {

    private static final int PER_ACCOUNT = 20;
    private static final int ANSWER_AT_MOST = 100_000;
    private static final int NAME_AT_MOST = 80;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final PasskeyStore store;
    private final PasskeyOwners owners;
    private final PasskeySettings settings;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(PasskeyStore store, PasskeyOwners owners, PasskeySettings settings) {
        this.store = store;
        this.owners = owners;
        this.settings = settings;
    }

    /** A key that is being made; good for one answer. */
    public static final class Making {
        private final PublicKeyCredentialCreationOptions options;
        private final String question;

        private Making(PublicKeyCredentialCreationOptions options, String question) {
            this.options = options;
            this.question = question;
        }

        /** What the browser is asked, as JSON. */
        public String question() {
            return question;
        }
    }

    /** Somebody who is being asked for a key; good for one answer. */
    public static final class Asking {
        private final PublicKeyCredentialRequestOptions options;
        private final String question;
        private final Instant until;

        private Asking(PublicKeyCredentialRequestOptions options, String question, Instant until) {
            this.options = options;
            this.question = question;
            this.until = until;
        }

        /** What the browser is asked, as JSON. */
        public String question() {
            return question;
        }
    }

    /** Whether the portal has an address passkeys can belong to. */
    public boolean arePossible() {
        return settings.arePossible();
    }

    /** The portal's address as it is set, for who wonders why there are none. */
    public String portal() {
        return settings.portal();
    }

    /** Somebody's own, oldest first. */
    public List<Passkey> list(UUID accountId) {
        return store.ofAccount(accountId);
    }

    /**
     * Begins to make one.
     *
     * @throws Refused when there are too many, or the portal's address can have none
     */
    public Making begin(Viewer viewer) {
        requirePossible();
        if (store.ofAccount(viewer.accountId()).size() >= PER_ACCOUNT) {
            throw Refused.field("", "passkeys.many", PER_ACCOUNT);
        }
        var options =
                operations(Set.of())
                        .createPublicKeyCredentialCreationOptions(
                                new ImmutablePublicKeyCredentialCreationOptionsRequest(
                                        signedIn(viewer.login())));
        return new Making(options, json.writeValueAsString(options));
    }

    /**
     * Keeps one that was made.
     *
     * @param answer the browser's, as JSON
     * @param name what its owner calls it
     * @throws Refused when the answer is wrong, or comes from another address than the portal's
     */
    public Passkey finish(Making making, String answer, String name) {
        String called = name(name);
        PublicKeyCredential<AuthenticatorAttestationResponse> key =
                read(answer, new TypeReference<>() {});
        String origin = origin(key.getResponse().getClientDataJSON());
        checked(
                "passkey.wrong",
                () ->
                        operations(Set.of(origin))
                                .registerCredential(
                                        new ImmutableRelyingPartyRegistrationRequest(
                                                making.options,
                                                new RelyingPartyPublicKey(key, called))));
        return store.byCredential(key.getRawId()).orElseThrow();
    }

    /** Asks for any key of the portal's. */
    public Asking ask() {
        requirePossible();
        var options =
                operations(Set.of())
                        .createCredentialRequestOptions(
                                new ImmutablePublicKeyCredentialRequestOptionsRequest(nobody()));
        return new Asking(options, json.writeValueAsString(options), Instant.now().plus(PATIENCE));
    }

    /**
     * Whose key the answer was made with.
     *
     * @throws Refused when it is wrong, too late, or from another address than the portal's
     */
    UUID owner(Asking asking, String answer) {
        if (asking.until.isBefore(Instant.now())) {
            throw Refused.field("", "passkey.late");
        }
        PublicKeyCredential<AuthenticatorAssertionResponse> key =
                read(answer, new TypeReference<>() {});
        String origin = origin(key.getResponse().getClientDataJSON());
        return checked(
                "passkey.unknown",
                () ->
                        PasskeyStore.account(
                                operations(Set.of(origin))
                                        .authenticate(
                                                new RelyingPartyAuthenticationRequest(
                                                        asking.options, key))
                                        .getId()));
    }

    /** One of an account's, by its number. */
    public Optional<Passkey> find(UUID accountId, UUID id) {
        return store.ofAccount(accountId).stream().filter(key -> key.id().equals(id)).findAny();
    }

    /** Calls one otherwise. */
    public void rename(Passkey key, String name) {
        store.rename(key.id(), name(name));
    }

    /** Ends one. */
    public void remove(Passkey key) {
        store.remove(key.id());
    }

    /**
     * Ends all of an account in the caller's transaction, who has looked whether the viewer may.
     */
    public int removeAll(UUID accountId) {
        return store.removeAll(accountId);
    }

    private static String name(String text) {
        String name = text.strip();
        if (name.isEmpty()) {
            throw Refused.field("name", "required");
        }
        if (name.length() > NAME_AT_MOST) {
            throw Refused.field("name", "too.long", NAME_AT_MOST);
        }
        return name;
    }

    private void requirePossible() {
        if (!settings.arePossible()) {
            throw Refused.field("", "passkeys.address", settings.portal());
        }
    }

    private <T> T read(String answer, TypeReference<T> type) {
        if (answer.length() > ANSWER_AT_MOST) {
            throw Refused.field("", "passkey.wrong");
        }
        try {
            return json.readValue(answer, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw Refused.field("", "passkey.wrong");
        }
    }

    /** Where the browser says it was asked, which the key has signed. */
    private String origin(Bytes clientData) {
        String origin;
        try {
            origin =
                    json.readTree(new String(clientData.getBytes(), StandardCharsets.UTF_8))
                            .path("origin")
                            .asString("");
        } catch (JacksonException e) {
            throw Refused.field("", "passkey.wrong");
        }
        if (!settings.accepts(origin)) {
            throw Refused.field("", "passkey.origin", settings.portal());
        }
        return origin;
    }

    private static <T> T checked(String refusal, Supplier<T> check) {
        try {
            return check.get();
        } catch (WebAuthnException | IllegalArgumentException e) {
            throw Refused.field("", refusal); // which part was wrong is nobody's business
        }
    }

    private Webauthn4JRelyingPartyOperations operations(Set<String> origins) {
        var operations =
                new Webauthn4JRelyingPartyOperations(
                        owners,
                        store,
                        PublicKeyCredentialRpEntity.builder()
                                .id(settings.relyingParty())
                                .name("Passerelle")
                                .build(),
                        origins);
        operations.setCustomizeCreationOptions(options ->
                options.authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    private static Authentication signedIn(String login) {
        return UsernamePasswordAuthenticationToken.authenticated(login, null, List.of());
    }

    private static Authentication nobody() {
        return new AnonymousAuthenticationToken(
                "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    }
}
