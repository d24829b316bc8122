package io.passerelle.egress;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.FieldError;
import io.passerelle.network.Outlet;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a draft of a link, and collects everything that is wrong with them. */
final class LinkChecks {

    private static final int PRIORITY_AT_MOST = 1_000_000;
    private static final int NODE_AT_MOST = 120;
    private static final int INTERVAL_AT_MOST = 3_600;
    private static final int TIMES_AT_MOST = 100;

    /** What the kernel takes as an interface's name, without what a shell would read otherwise. */
    private static final Pattern DEVICE =
            Pattern.compile("[A-Za-z0-9_.:@-]{1," + Outlet.DEVICE_AT_MOST + "}");

    private final List<FieldError> errors = new ArrayList<>();

    List<FieldError> errors() {
        return errors;
    }

    void text(String field, String text, boolean required, int most) {
        if (required && text.isBlank()) {
            errors.add(FieldError.of(field, "required"));
        } else if (text.strip().length() > most) {
            errors.add(FieldError.of(field, "too.long", most));
        }
    }

    void priority(int priority) {
        range("priority", priority, PRIORITY_AT_MOST);
    }

    List<Cidr> networks(List<String> texts) {
        List<Cidr> networks = new ArrayList<>();
        for (String text : texts) {
            Optional<Cidr> network = Cidr.parse(text.strip());
            network.filter(n -> !networks.contains(n)).ifPresent(networks::add);
            if (network.isEmpty()) {
                errors.add(FieldError.of("networks", "network.bad", text));
                return networks;
            }
        }
        if (networks.isEmpty()) {
            errors.add(FieldError.of("networks", "required"));
        } else if (networks.size() > EgressLink.NETWORKS_AT_MOST) {
            errors.add(FieldError.of("networks", "too.many", EgressLink.NETWORKS_AT_MOST));
        }
        return networks;
    }

    /** The ends; each carries every family of the networks. */
    List<LinkEnd> ends(List<EgressLinkDraft.End> drafts, List<Cidr> networks) {
        if (drafts.isEmpty()) {
            errors.add(FieldError.of("ends", "egress.ends.none"));
        } else if (drafts.size() > EgressLink.ENDS_AT_MOST) {
            errors.add(FieldError.of("ends", "too.many", EgressLink.ENDS_AT_MOST));
        }
        List<LinkEnd> ends = new ArrayList<>();
        Set<String> nodes = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            LinkEnd end = end("ends[" + i + "].", drafts.get(i), networks);
            if (!nodes.add(end.node())) {
                errors.add(FieldError.of("ends[" + i + "].node", "egress.node.twice"));
            }
            ends.add(end);
        }
        return ends;
    }

    private LinkEnd end(String prefix, EgressLinkDraft.End draft, List<Cidr> networks) {
        text(prefix + "node", draft.node(), false, NODE_AT_MOST);
        InetAddress ipv4 = source(prefix + "ipv4", draft.ipv4(), Inet4Address.class);
        InetAddress ipv6 = source(prefix + "ipv6", draft.ipv6(), Inet6Address.class);
        String device = draft.device().strip();
        if (!device.isEmpty() && !DEVICE.matcher(device).matches()) {
            errors.add(FieldError.of(prefix + "device", "egress.device.bad", device));
        }
        LinkEnd end = new LinkEnd(draft.node().strip(), ipv4, ipv6, device);
        boolean nothingSaid =
                draft.ipv4().isBlank() && draft.ipv6().isBlank() && draft.device().isBlank();
        if (nothingSaid) {
            errors.add(FieldError.of(prefix + "device", "egress.end.empty"));
        } else {
            networks.stream()
                    .map(Cidr::address)
                    .filter(address -> !end.carries(address))
                    .findFirst()
                    .ifPresent(address -> missing(prefix, address));
        }
        return end;
    }

    private void missing(String prefix, InetAddress address) {
        boolean four = address instanceof Inet4Address;
        errors.add(
                FieldError.of(
                        prefix + (four ? "ipv4" : "ipv6"),
                        "egress.source.missing",
                        four ? "IPv4" : "IPv6"));
    }

    private @Nullable InetAddress source(
            String field, String text, Class<? extends InetAddress> family) {
        if (text.isBlank()) {
            return null;
        }
        InetAddress address = Addresses.parse(text.strip()).filter(family::isInstance).orElse(null);
        if (address == null || address.isAnyLocalAddress() || address.isMulticastAddress()) {
            errors.add(FieldError.of(field, "egress.source.bad", text.strip()));
        }
        return address;
    }

    /** The check, if there is to be one. */
    @Nullable LinkCheck check(EgressLinkDraft.@Nullable Check draft, List<Cidr> networks) {
        if (draft == null) {
            return null;
        }
        InetAddress address = Addresses.parse(draft.address().strip()).orElse(null);
        if (address == null) {
            errors.add(FieldError.of("checkAddress", "egress.check.address", draft.address()));
        } else if (networks.stream().noneMatch(network -> network.contains(address))) {
            errors.add(FieldError.of("checkAddress", "egress.check.outside", draft.address()));
        }
        if (draft.port() < 1 || draft.port() > 65_535) {
            errors.add(FieldError.of("checkPort", "port.range", 1, 65_535));
        }
        range("checkInterval", draft.intervalSeconds(), INTERVAL_AT_MOST);
        range("checkFall", draft.fall(), TIMES_AT_MOST);
        range("checkRise", draft.rise(), TIMES_AT_MOST);
        return address == null
                ? null
                : new LinkCheck(
                        address, draft.port(), draft.intervalSeconds(), draft.fall(), draft.rise());
    }

    private void range(String field, int value, int most) {
        if (value < 1 || value > most) {
            errors.add(FieldError.of(field, "number.range", 1, most));
        }
    }
}
