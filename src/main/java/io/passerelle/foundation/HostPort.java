package io.passerelle.foundation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host, as an address literal or a domain name in lower case, and a TCP or UDP port from 1 to
 * 65535.
 */
public record HostPort(String host, int port) {

    /** RFC 1123 section 2.1, with underscores allowed because the field uses them. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    private static final Pattern ONLY_NUMBERS = Pattern.compile("[0-9.]+");

    /**
     * @throws IllegalArgumentException for an impossible host or port
     */
    public HostPort {
        host = host.toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw new IllegalArgumentException("not a host: " + host);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }

    /** Reads {@code host:port} or {@code [ipv6]:port}. */
    public static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new HostPort(
                            bracketed ? host.substring(1, host.length() - 1) : host,
                            Integer.parseInt(text.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the text is an address literal or a domain name. A name made of digits only is a
     * mistyped address.
     */
    public static boolean isHost(String text) {
        if (Addresses.parse(text).isPresent()) {
            return true;
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || name.length() > 253 || ONLY_NUMBERS.matcher(name).matches()) {
            return false;
        }
        for (String label : name.toLowerCase(Locale.ROOT).split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
