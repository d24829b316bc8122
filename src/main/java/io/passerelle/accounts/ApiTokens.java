package io.passerelle.accounts;

import io.passerelle.accounts.store.ApiTokenStore;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.store.ChangeFeed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens that open the REST API (ACC-8): per account, limited to rights, revocable at once, shown
 * once.
 */
@Service
public class ApiTokens {

    /** The live topic that tells that a token was made or ended. */
    public static final String TOPIC = "api-tokens";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "token";

    /** What every token starts with, so that scanners of leaked secrets can find one. */
    public static final String PREFIX = "psr_";

    private static final int TOKENS_PER_ACCOUNT = 50;
    private static final int TOKEN_AT_MOST = 100;

    private final ApiTokenStore store;
    private final Viewers viewers;
    private final AccountDirectory directory;
    private final TokenUses uses;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();
    private volatile Map<ByteBuffer, ApiToken> byHash = Map.of();

    ApiTokens(
            ApiTokenStore store,
            Viewers viewers,
            AccountDirectory directory,
            TokenUses uses,
            Audit audit,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.viewers = viewers;
        this.directory = directory;
        this.uses = uses;
        this.audit = audit;
        feed.on(
                "api_token",
                () -> {
                    byHash = store.all();
                    topics.topic(TOPIC).changed();
                });
    }

    /** A new token and its record. */
    public record Issued(ApiToken record, String token) {
        @Override
        public String toString() {
            return "Issued[" + record.id() + "]"; // never the token
        }
    }

    /**
     * Makes a token of the viewer's own account. One that is made with a token lasts no longer than
     * that one: it ends at the same time at the latest, and with it when it is revoked.
     *
     * @param rights what it may do; more than the viewer may is refused
     * @param expiresAt when it ends; null for never, or with the token it is made with
     */
    @Transactional
    public Issued issue(
            Viewer viewer, String name, Set<Right> rights, @Nullable Instant expiresAt) {
        List<FieldError> errors = new ArrayList<>();
        if (name.isBlank() || name.length() > 120) {
            errors.add(FieldError.of("name", name.isBlank() ? "required" : "too.long", 120));
        }
        if (!viewer.rights().containsAll(rights)) {
            errors.add(FieldError.of("rights", "rights.more"));
        }
        store.lockTokens(viewer.accountId()); // or one could be made of what is just being revoked
        ApiToken parent = parent();
        Instant last = parent == null ? null : parent.expiresAt();
        if (expiresAt != null && expiresAt.isBefore(Instant.now())) {
            errors.add(FieldError.of("expiresAt", "time.past"));
        } else if (expiresAt != null && last != null && expiresAt.isAfter(last)) {
            errors.add(FieldError.of("expiresAt", "token.longer", last));
        }
        if (store.ofAccount(viewer.accountId()).size() >= TOKENS_PER_ACCOUNT) {
            errors.add(FieldError.of("", "tokens.many", TOKENS_PER_ACCOUNT));
        }
        Refused.ifAny(errors);
        Issued issued =
                issue(
                        viewer.accountId(),
                        parent == null ? null : parent.id(),
                        name.strip(),
                        rights,
                        expiresAt == null ? last : expiresAt);
        audit.done(viewer, "token.create", KIND, issued.record().id(), null, null, issued.record());
        return issued;
    }

    /** Makes a token of any account; for the first start and the demo. */
    @Transactional
    public Issued issue(
            UUID accountId, String name, Set<Right> rights, @Nullable Instant expiresAt) {
        return issue(accountId, null, name, rights, expiresAt);
    }

    /** The token the caller came by; null for a person. */
    private @Nullable ApiToken parent() {
        return viewers.token()
                .map(id ->
                        store.byId(id)
                                .map(IssuedToken::token)
                                .filter(token -> token.isValidAt(Instant.now()))
                                .orElseThrow(() -> Refused.field("", "token.ended")))
                .orElse(null);
    }

    private Issued issue(
            UUID accountId,
            @Nullable UUID parentId,
            String name,
            Set<Right> rights,
            @Nullable Instant expiresAt) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        ApiToken record =
                new ApiToken(
                        Ids.next(),
                        accountId,
                        parentId,
                        name,
                        Set.copyOf(rights),
                        Instant.now(),
                        expiresAt,
                        null,
                        null);
        store.insert(record, hash(token));
        return new Issued(record, token);
    }

    /** The viewer's own tokens, newest first. */
    public List<ApiToken> list(Viewer viewer) {
        return store.ofAccount(viewer.accountId());
    }

    /** Everybody's tokens, ended ones too; for who manages accounts. */
    public Listing<IssuedToken> listing() {
        return store.listing();
    }

    /** Lets pass who sees the tokens of others. */
    public void requireManager(Viewer viewer) {
        audit.require(viewer, Right.MANAGE_ACCOUNTS, "token.list", KIND, "");
    }

    /**
     * Ends a token, and those that were made with it: one's own, or any of those whose accounts one
     * manages.
     */
    @Transactional
    public void revoke(Viewer viewer, UUID id) {
        IssuedToken issued =
                store.byId(id)
                        .filter(found -> mayEnd(viewer, found))
                        .orElseThrow(() -> audit.notFound(viewer, KIND, id));
        store.lockTokens(issued.token().accountId());
        List<ApiToken> ended = store.revoke(id);
        if (ended.isEmpty()) {
            throw Refused.field("", "token.ended");
        }
        for (ApiToken token : ended) {
            audit.done(
                    viewer, "token.revoke", KIND, token.id(), issued.organisationId(), token, null);
        }
    }

    private static boolean mayEnd(Viewer viewer, IssuedToken issued) {
        return issued.token().accountId().equals(viewer.accountId())
                || viewer.has(Right.MANAGE_ACCOUNTS) && viewer.sees(issued.organisationId());
    }

    /**
     * Who a token stands for; empty when it is unknown, ended, or its account is. Costs no query.
     */
    public Optional<SignedIn> authenticate(String token, String address) {
        if (!token.startsWith(PREFIX) || token.length() > TOKEN_AT_MOST) {
            failed(null, address);
            return Optional.empty();
        }
        ApiToken known = byHash.get(ByteBuffer.wrap(hash(token)));
        Optional<SignedIn> who =
                known == null || !known.isValidAt(Instant.now())
                        ? Optional.empty()
                        : viewers.of(new SignedIn(known.accountId(), "", known.rights()), address)
                                .map(viewer ->
                                        new SignedIn(
                                                viewer.accountId(),
                                                viewer.login(),
                                                known.rights(),
                                                known.id(),
                                                null));
        if (who.isEmpty()) {
            failed(known, address);
        } else if (known != null) {
            uses.used(known.id());
        }
        return who;
    }

    /**
     * What a token lets be done that was asked for with it in time, and is done later; empty once
     * somebody revoked it, or the one it was made with. That its own time is over does not count:
     * an end was not meant to leave work half done, a revocation is.
     */
    public Optional<Set<Right>> rightsOfWork(UUID tokenId) {
        return store.byId(tokenId)
                .map(IssuedToken::token)
                .filter(token -> token.revokedAt() == null)
                .map(ApiToken::rights);
    }

    private void failed(@Nullable ApiToken token, String address) {
        audit.failed(
                "token.use",
                token == null ? null : directory.byId(token.accountId()).orElse(null),
                address);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }
}
