package io.passerelle.egress;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.Ids;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Links for tests, also of other packages. */
public final class EgressFixture {

    private static final Instant NOW = Instant.EPOCH;

    private EgressFixture() {}

    /** A link that begins at that address or interface, with these networks behind it. */
    public static EgressLink link(
            String name, int priority, LinkFallback fallback, String from, String... networks) {
        return new EgressLink(
                Ids.next(),
                name,
                LinkKind.IPSEC,
                priority,
                true,
                fallback,
                Arrays.stream(networks).map(Cidr::of).toList(),
                List.of(end("", from)),
                null,
                "",
                NOW,
                NOW,
                1);
    }

    /** The same with other ends and another check. */
    public static EgressLink with(
            EgressLink link, boolean enabled, @Nullable LinkCheck check, LinkEnd... ends) {
        return new EgressLink(
                link.id(),
                link.name(),
                link.kind(),
                link.priority(),
                enabled,
                link.fallback(),
                link.networks(),
                List.of(ends),
                check,
                link.note(),
                link.createdAt(),
                link.updatedAt(),
                link.version() + 1);
    }

    /** An end at an address or an interface. */
    public static LinkEnd end(String node, String from) {
        var address = Addresses.parse(from).orElse(null);
        if (address == null) {
            return new LinkEnd(node, null, null, from);
        }
        return from.indexOf(':') < 0
                ? new LinkEnd(node, address, null, "")
                : new LinkEnd(node, null, address, "");
    }

    /** Puts links in force. */
    public static void replace(Ways ways, EgressLink... links) {
        ways.replace(List.of(links), link -> new LinkMeter(), NOW);
    }

    /** The node sees a link so. */
    public static void is(Ways ways, EgressLink link, LinkState state) {
        inForce(ways, link).is(state, "", NOW);
    }

    /** A link as the node has it. */
    public static NodeLink inForce(Ways ways, EgressLink link) {
        LinkTable table = ways.links();
        if (table == null) {
            throw new AssertionError("no links");
        }
        return table.links().stream().filter(l -> l.is(link.id())).findFirst().orElseThrow();
    }
}
