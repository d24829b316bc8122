package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak RADIUS to us: a snapshot, asked at every packet, and what is learnt from the
 * packets.
 */
public final class NasDirectory {

    private final Consumer<UUID> remember;
    private final Set<UUID> signing = ConcurrentHashMap.newKeySet();
    private final Map<UUID, LongAdder> unsigned = new ConcurrentHashMap<>();
    private final RadiusStrangers strangers = new RadiusStrangers();
    private volatile Snapshot snapshot = Snapshot.of(List.of());

    /**
     * @param remember is told once of each server whose first signed request came; must not wait
     */
    public NasDirectory(Consumer<UUID> remember) {
        this.remember = remember;
    }

    /** Replaces what is known. */
    public void replace(List<KnownNas> servers) {
        snapshot = Snapshot.of(servers);
    }

    /** The enabled server with the longest network around an address; null for a stranger. */
    public @Nullable KnownNas byAddress(InetAddress address) {
        for (KnownNas nas : snapshot.longestFirst) {
            if (nas.server().network().contains(address)) {
                return nas;
            }
        }
        return null;
    }

    /** The enabled server of a RadSec certificate's name, in any case; null for a stranger. */
    public @Nullable KnownNas byCertificateName(String name) {
        return snapshot.byCertificate.get(name.toLowerCase(Locale.ROOT));
    }

    /** The enabled server of that id; null when it is gone or disabled. */
    public @Nullable KnownNas byId(UUID id) {
        return snapshot.byId.get(id);
    }

    /** Whether an unsigned Access-Request of this server is to be dropped. */
    public boolean requiresSignature(NetworkAccessServer server) {
        return server.requiresSignature()
                || server.messageAuthenticator() == MessageAuthenticatorPolicy.AUTO
                        && signing.contains(server.id());
    }

    /** A rightly signed request came. */
    public void sawSigned(NetworkAccessServer server) {
        if (!server.signsRequests()
                && server.messageAuthenticator() == MessageAuthenticatorPolicy.AUTO
                && signing.add(server.id())) {
            remember.accept(server.id());
        }
    }

    /** An unsigned request came. */
    public void sawUnsigned(NetworkAccessServer server) {
        unsigned.computeIfAbsent(server.id(), ignored -> new LongAdder()).increment();
    }

    /** How many unsigned Access-Requests came of a server since this node started. */
    public long unsigned(UUID id) {
        LongAdder count = unsigned.get(id);
        return count == null ? 0 : count.sum();
    }

    /** Whose packets were thrown away unread on this node. */
    public RadiusStrangers strangers() {
        return strangers;
    }

    private record Snapshot(
            List<KnownNas> longestFirst,
            Map<String, KnownNas> byCertificate,
            Map<UUID, KnownNas> byId) {

        static Snapshot of(List<KnownNas> servers) {
            List<KnownNas> sorted = new ArrayList<>();
            Map<String, KnownNas> certificates = new HashMap<>();
            Map<UUID, KnownNas> ids = new HashMap<>();
            for (KnownNas nas : servers) {
                NetworkAccessServer server = nas.server();
                if (!server.enabled()) {
                    continue;
                }
                sorted.add(nas);
                ids.put(server.id(), nas);
                if (server.certificateName() != null) {
                    certificates.put(server.certificateName().toLowerCase(Locale.ROOT), nas);
                }
            }
            Comparator<Cidr> longest = Comparator.comparingInt(Cidr::prefix).reversed();
            sorted.sort(Comparator.comparing(nas -> nas.server().network(), longest));
            return new Snapshot(List.copyOf(sorted), Map.copyOf(certificates), Map.copyOf(ids));
        }
    }
}
