package io.passerelle.sessions;

import io.passerelle.accounts.Audit;
import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.Listing;
import io.passerelle.foundation.LiveTopics;
import io.passerelle.foundation.Refused;
import io.passerelle.sessions.store.NasStore;
import io.passerelle.store.ChangeFeed;
import io.passerelle.store.SecretBox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The network access servers that may speak RADIUS to us, managed by the operator's people. Live
 * topic {@value #TOPIC}.
 */
@Service
public class NetworkAccessServers {

    /** The live topic that tells that one changed. */
    public static final String TOPIC = "nas";

    /** The kind as audit and refusals name it. */
    public static final String KIND = "nas";

    private static final int NAME_AT_MOST = 80;
    private static final int SECRET_AT_MOST = 128;
    private static final int CERTIFICATE_NAME_AT_MOST = 200;

    private final NasStore store;
    private final Audit audit;
    private final SecretBox box;
    private final NasDirectory directory;
    private volatile Map<UUID, NetworkAccessServer> servers = Map.of();

    NetworkAccessServers(
            NasStore store,
            Audit audit,
            SecretBox box,
            NasDirectory directory,
            ChangeFeed feed,
            LiveTopics topics) {
        this.store = store;
        this.audit = audit;
        this.box = box;
        this.directory = directory;
        feed.on(
                "nas",
                () -> {
                    load();
                    topics.topic(TOPIC).changed();
                });
    }

    private void load() {
        List<KnownNas> known =
                store.all((server, secret) ->
                        new KnownNas(server, box.open(secret).getBytes(StandardCharsets.UTF_8)));
        servers =
                known.stream()
                        .map(KnownNas::server)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        NetworkAccessServer::id, Function.identity()));
        directory.replace(known);
    }

    /** The list; only the operator's people see it. */
    public Listing<NetworkAccessServer> listing() {
        return store.listing();
    }

    /** How many unsigned Access-Requests came of one since this node started. */
    public long unsignedRequests(UUID id) {
        return directory.unsigned(id);
    }

    /** Its name for a list; empty when it is gone. */
    public String name(@Nullable UUID id) {
        NetworkAccessServer server = id == null ? null : servers.get(id);
        return server == null ? "" : server.name();
    }

    /** One of them. */
    public NetworkAccessServer get(Viewer viewer, UUID id) {
        NetworkAccessServer server = servers.get(id);
        if (server == null || !viewer.isOperator()) {
            throw audit.notFound(viewer, KIND, id);
        }
        return server;
    }

    /** Makes one; the secret must be given. */
    @Transactional
    public NetworkAccessServer create(Viewer viewer, NetworkAccessServerDraft draft) {
        audit.require(viewer, Right.MANAGE_NAS, "nas.create", KIND, draft.name());
        NetworkAccessServer created = checked(draft, Ids.next(), Instant.now(), false, 1, true);
        byte[] sealed = Objects.requireNonNull(seal(draft), "checked");
        refusingDuplicates(
                created,
                () -> {
                    store.insert(created, sealed);
                    return true;
                });
        audit.done(viewer, "nas.create", KIND, created.id(), null, null, created);
        return created;
    }

    /** Changes one; {@link Conflict} when somebody else did since that version. */
    @Transactional
    public NetworkAccessServer update(
            Viewer viewer, UUID id, int version, NetworkAccessServerDraft draft) {
        NetworkAccessServer before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_NAS, "nas.update", KIND, id);
        Function<Integer, NetworkAccessServer> at =
                v -> checked(draft, id, before.createdAt(), before.signsRequests(), v, false);
        NetworkAccessServer after = at.apply(version);
        byte[] sealed = seal(draft);
        if (!refusingDuplicates(after, () -> store.update(after, sealed))) {
            throw new Conflict(KIND, id);
        }
        audit.done(viewer, "nas.update", KIND, id, null, before, after);
        return at.apply(version + 1);
    }

    /** Removes one that never had a session; one that had can be disabled. */
    @Transactional
    public void delete(Viewer viewer, UUID id) {
        NetworkAccessServer before = get(viewer, id);
        audit.require(viewer, Right.MANAGE_NAS, "nas.delete", KIND, id);
        if (store.isUsed(id)) {
            throw Refused.field("", "nas.used");
        }
        store.delete(id);
        audit.done(viewer, "nas.delete", KIND, id, null, before, null);
    }

    private byte @Nullable [] seal(NetworkAccessServerDraft draft) {
        return draft.secret() == null || draft.secret().isEmpty() ? null : box.seal(draft.secret());
    }

    private static boolean refusingDuplicates(NetworkAccessServer server, BooleanSupplier change) {
        try {
            return change.getAsBoolean();
        } catch (DuplicateKeyException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("nas_network")) {
                throw Refused.field("network", "nas.network.taken", server.network().toString());
            }
            if (message.contains("nas_certificate")) {
                throw Refused.field("certificateName", "nas.certificate.taken");
            }
            throw Refused.field("name", "name.taken", server.name());
        }
    }

    private static NetworkAccessServer checked(
            NetworkAccessServerDraft draft,
            UUID id,
            Instant createdAt,
            boolean signs,
            int version,
            boolean secretNeeded) {
        List<FieldError> errors = new ArrayList<>();
        String name = draft.name().strip();
        if (name.isEmpty()) {
            errors.add(FieldError.of("name", "required"));
        } else if (name.length() > NAME_AT_MOST) {
            errors.add(FieldError.of("name", "too.long", NAME_AT_MOST));
        }
        String secret = draft.secret() == null ? "" : draft.secret();
        if (secret.isEmpty() && secretNeeded) {
            errors.add(FieldError.of("secret", "required"));
        } else if (secret.length() > SECRET_AT_MOST) {
            errors.add(FieldError.of("secret", "too.long", SECRET_AT_MOST));
        }
        String certificate = draft.certificateName() == null ? "" : draft.certificateName().strip();
        if (certificate.length() > CERTIFICATE_NAME_AT_MOST) {
            errors.add(FieldError.of("certificateName", "too.long", CERTIFICATE_NAME_AT_MOST));
        }
        Cidr network = Cidr.parse(draft.network().strip()).orElse(null);
        if (network == null) {
            errors.add(
                    draft.network().isBlank()
                            ? FieldError.of("network", "required")
                            : FieldError.of("network", "network.bad", draft.network()));
            throw Refused.of(errors);
        }
        Refused.ifAny(errors);
        return new NetworkAccessServer(
                id,
                name,
                network,
                draft.messageAuthenticator(),
                signs,
                certificate.isEmpty() ? null : certificate,
                draft.enabled(),
                createdAt,
                version,
                draft.signedOrders(),
                draft.tellsGroup());
    }
}
