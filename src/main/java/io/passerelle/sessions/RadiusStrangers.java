package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose RADIUS packets were thrown away unread on this node, and why: an address nobody entered, or
 * a shared secret that is not the one entered. Cards behind such a server are never seen, and
 * nothing at them can tell why. The last few are remembered; a flood of made-up addresses pushes
 * the others out.
 */
public final class RadiusStrangers {

    private static final int REMEMBERED_AT_MOST = 256;

    private final Map<Key, Stranger> lately =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Stranger> eldest) {
                    return size() > REMEMBERED_AT_MOST;
                }
            };

    RadiusStrangers() {}

    /** Why a packet was not read. */
    public enum Fault {
        /** No network access server has this address. */
        UNKNOWN,
        /** It was made with another shared secret than the one entered, or altered. */
        BAD_SECRET,
        /** This server's requests must be signed, and it was not. */
        UNSIGNED
    }

    private record Key(InetAddress address, Fault fault) {}

    /**
     * A server that is not heard.
     *
     * @param times how many packets were thrown away
     */
    public record Stranger(
            InetAddress address, Fault fault, Instant first, Instant last, long times) {}

    /** A packet was thrown away. Called at every one of them: must not wait. */
    public void noted(InetAddress address, Fault fault, Instant at) {
        Key key = new Key(address, fault);
        synchronized (lately) {
            Stranger before = lately.get(key);
            lately.put(
                    key,
                    before == null
                            ? new Stranger(address, fault, at, at, 1)
                            : new Stranger(address, fault, before.first(), at, before.times() + 1));
        }
    }

    /** Those heard of since a moment, the latest first. */
    public List<Stranger> since(Instant moment) {
        synchronized (lately) {
            return lately.values().stream()
                    .filter(stranger -> !stranger.last().isBefore(moment))
                    .toList()
                    .reversed();
        }
    }
}
