package io.passerelle.accounts;

import io.passerelle.accounts.store.ApiTokenStore;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
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

    /** What every token starts with, so that scanners of leaked secrets can find one. */
    public static final String PREFIX = "psr_";

    private static final int TOKENS_PER_ACCOUNT = 50;

    private final ApiTokenStore store;
    private final Viewers viewers;
    private final Audit audit;
    private final SecureRandom random = new SecureRandom();
    private volatile Map<ByteBuffer, ApiToken> byHash = Map.of();

    ApiTokens(ApiTokenStore store, Viewers viewers, Audit audit, ChangeFeed feed) {
        this.store = store;
        this.viewers = viewers;
        this.audit = audit;
        feed.on("api_token", () -> byHash = store.all());
    }

    /** A new token and its record. */
    public record Issued(ApiToken record, String token) {
        @Override
        public String toString() {
            return "Issued[" + record.id() + "]"; // never the token
        }
    }

    /**
     * Makes a token of the viewer's own account.
     *
     * @param rights what it may do; more than the viewer may is refused
     * @param expiresAt when it ends; null for never
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
        if (expiresAt != null && expiresAt.isBefore(Instant.now())) {
            errors.add(FieldError.of("expiresAt", "time.past"));
        }
        if (store.ofAccount(viewer.accountId()).size() >= TOKENS_PER_ACCOUNT) {
            errors.add(FieldError.of("", "tokens.many", TOKENS_PER_ACCOUNT));
        }
        Refused.ifAny(errors);
        Issued issued = issue(viewer.accountId(), name.strip(), rights, expiresAt);
        audit.done(
                viewer, "token.create", "token", issued.record().id(), null, null, issued.record());
        return issued;
    }

    /** Makes a token of any account; for the first start and the demo. */
    @Transactional
    public Issued issue(
            UUID accountId, String name, Set<Right> rights, @Nullable Instant expiresAt) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        ApiToken record =
                new ApiToken(
                        Ids.next(),
                        accountId,
                        name,
                        Set.copyOf(rights),
                        Instant.now(),
                        expiresAt,
                        null);
        store.insert(record, hash(token));
        return new Issued(record, token);
    }

    /** The viewer's own tokens, newest first. */
    public List<ApiToken> list(Viewer viewer) {
        return store.ofAccount(viewer.accountId());
    }

    /** Ends one of the viewer's own tokens. */
    @Transactional
    public void revoke(Viewer viewer, UUID id) {
        ApiToken token =
                store.ofAccount(viewer.accountId()).stream()
                        .filter(t -> t.id().equals(id))
                        .findAny()
                        .orElseThrow(() -> audit.notFound(viewer, "token", id));
        store.revoke(id);
        audit.done(viewer, "token.revoke", "token", id, null, token, null);
    }

    /**
     * Who a token stands for; empty when it is unknown, ended, or its account is. Costs no query.
     */
    public Optional<SignedIn> authenticate(String token, String address) {
        if (!token.startsWith(PREFIX) || token.length() > 100) {
            return Optional.empty();
        }
        ApiToken known = byHash.get(ByteBuffer.wrap(hash(token)));
        if (known == null || !known.isValidAt(Instant.now())) {
            return Optional.empty();
        }
        return viewers.of(new SignedIn(known.accountId(), "", known.rights()), address)
                .map(viewer -> new SignedIn(viewer.accountId(), viewer.login(), known.rights()));
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
