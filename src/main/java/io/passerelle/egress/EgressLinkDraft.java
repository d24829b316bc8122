package io.passerelle.egress;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link as somebody typed it; nothing of it has been judged yet.
 *
 * @param networks such as {@code 10.20.0.0/16}
 * @param check null for only whether its ends are there
 */
public record EgressLinkDraft(
        String name,
        LinkKind kind,
        int priority,
        boolean enabled,
        LinkFallback fallback,
        List<String> networks,
        List<End> ends,
        @Nullable Check check,
        String note) {

    /** Copies. */
    public EgressLinkDraft {
        networks = List.copyOf(networks);
        ends = List.copyOf(ends);
    }

    /**
     * Where it begins on a node.
     *
     * @param node empty for every node that has no end of its own
     */
    public record End(String node, String ipv4, String ipv6, String device) {}

    /** How it is tested. */
    public record Check(String address, int port, int intervalSeconds, int fall, int rise) {

        /** Seconds between two checks when nobody says otherwise. */
        public static final int USUAL_INTERVAL = 5;

        /** Failures and successes in a row that count when nobody says otherwise. */
        public static final int USUAL_TIMES = 2;
    }

    /** The draft that changes nothing of a link. */
    public static EgressLinkDraft of(EgressLink link) {
        LinkCheck check = link.check();
        return new EgressLinkDraft(
                link.name(),
                link.kind(),
                link.priority(),
                link.enabled(),
                link.fallback(),
                link.networks().stream().map(Object::toString).toList(),
                link.ends().stream().map(EgressLinkDraft::end).toList(),
                check == null
                        ? null
                        : new Check(
                                check.address().getHostAddress(),
                                check.port(),
                                check.intervalSeconds(),
                                check.fall(),
                                check.rise()),
                link.note());
    }

    private static End end(LinkEnd end) {
        return new End(
                end.node(),
                end.ipv4() == null ? "" : end.ipv4().getHostAddress(),
                end.ipv6() == null ? "" : end.ipv6().getHostAddress(),
                end.device());
    }
}
