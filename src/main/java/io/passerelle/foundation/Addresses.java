package io.passerelle.foundation;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** IP addresses as literals, and which of them are not on the public Internet. */
public final class Addresses {

    /**
     * Networks that no public server lives in: IANA's special-purpose registries (RFC 6890 and
     * updates), multicast and the broadcast address. Carrier-grade NAT and benchmarking networks
     * count: they are somebody's inside.
     */
    private static final List<Cidr> INTERNAL =
            List.of(
                    Cidr.of("0.0.0.0/8"),
                    Cidr.of("10.0.0.0/8"),
                    Cidr.of("100.64.0.0/10"),
                    Cidr.of("127.0.0.0/8"),
                    Cidr.of("169.254.0.0/16"),
                    Cidr.of("172.16.0.0/12"),
                    Cidr.of("192.0.0.0/24"),
                    Cidr.of("192.0.2.0/24"),
                    Cidr.of("192.88.99.0/24"),
                    Cidr.of("192.168.0.0/16"),
                    Cidr.of("198.18.0.0/15"),
                    Cidr.of("198.51.100.0/24"),
                    Cidr.of("203.0.113.0/24"),
                    Cidr.of("224.0.0.0/4"),
                    Cidr.of("240.0.0.0/4"),
                    Cidr.of("::/96"),
                    Cidr.of("64:ff9b::/96"),
                    Cidr.of("64:ff9b:1::/48"),
                    Cidr.of("100::/64"),
                    Cidr.of("2001::/23"),
                    Cidr.of("2001:db8::/32"),
                    Cidr.of("2002::/16"),
                    Cidr.of("3fff::/20"),
                    Cidr.of("5f00::/16"),
                    Cidr.of("fc00::/7"),
                    Cidr.of("fe80::/10"),
                    Cidr.of("fec0::/10"),
                    Cidr.of("ff00::/8"));

    private Addresses() {}

    /**
     * Reads an IPv4 address in dotted decimal or an IPv6 address (RFC 4291 section 2.2). An
     * IPv4-mapped IPv6 address becomes the IPv4 address it names, so that no rule can be walked
     * around by spelling. Host names, zone ids and short forms such as {@code 127.1} are refused;
     * nothing is looked up.
     */
    public static Optional<InetAddress> parse(String text) {
        if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0 || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (text.indexOf(':') >= 0) {
                return Optional.of(InetAddress.ofLiteral(text));
            }
            return isDottedDecimal(text)
                    ? Optional.of(InetAddress.ofLiteral(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@link #parse} for texts known to be addresses. */
    public static InetAddress of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    }

    /** Whether the address is private, loopback, link-local, multicast or otherwise not public. */
    public static boolean isInternal(InetAddress address) {
        return INTERNAL.stream().anyMatch(network -> network.contains(address));
    }

    private static boolean isDottedDecimal(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
            if (part.isEmpty()
                    || part.length() > 3
                    || leadingZero
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }
}
