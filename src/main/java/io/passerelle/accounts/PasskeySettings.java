package io.passerelle.accounts;

import io.passerelle.foundation.Addresses;
import io.passerelle.foundation.SettingsReader;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * For which addresses of the portal passkeys are made (Web Authentication, level 3).
 *
 * @param relyingParty the domain they belong to; empty when the portal has none they could
 * @param origins where they are taken besides, {@code https://…} without a path
 * @param portal the portal's address, for people
 */
public record PasskeySettings(String relyingParty, Set<String> origins, String portal) {

    private static final String LOCAL = "localhost";

    /** Reads {@code passerelle.passkeys.*}; the domain comes from {@code passerelle.portal.url}. */
    public static PasskeySettings read(SettingsReader settings) {
        String portal = settings.text("passerelle.portal.url", "http://" + LOCAL);
        String chosen = settings.text("passerelle.passkeys.relying-party", "");
        String origins = settings.text("passerelle.passkeys.origins", "");
        String host = host(portal);
        if (!chosen.isEmpty() && !belongsTo(host, chosen)) {
            settings.refuse(
                    "passerelle.passkeys.relying-party",
                    "must be the host of passerelle.portal.url or a domain above it");
        }
        Set<String> others =
                Arrays.stream(origins.split("[,\\s]+"))
                        .filter(origin -> !origin.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        if (others.stream().anyMatch(o -> !isSecure(o) || o.indexOf('/', 8) >= 0)) {
            settings.refuse(
                    "passerelle.passkeys.origins", "must be https addresses without a path");
        }
        return new PasskeySettings(
                chosen.isEmpty() ? domain(portal) : chosen.toLowerCase(Locale.ROOT),
                others,
                portal);
    }

    /** As when nothing is set. */
    public static PasskeySettings usual() {
        return read(new SettingsReader(key -> null));
    }

    /** Whether passkeys can be had at all: browsers give them to https and to this machine only. */
    public boolean arePossible() {
        return !relyingParty.isEmpty();
    }

    /**
     * Whether a page of that origin is the portal. Which port it has says nothing of whose it is.
     */
    boolean accepts(String origin) {
        return origins.contains(origin)
                || isSecure(origin)
                        && (host(origin).equals(relyingParty) || host(origin).equals(host(portal)));
    }

    /** What passkeys of a portal there belong to; empty for plain http and for bare addresses. */
    private static String domain(String portal) {
        String host = host(portal);
        boolean isAddress = Addresses.parse(host).isPresent();
        if (isAddress) {
            return Addresses.parse(host).filter(a -> a.isLoopbackAddress()).isPresent()
                    ? LOCAL
                    : "";
        }
        return isSecure(portal) ? host : "";
    }

    private static boolean isSecure(String address) {
        URI uri = uri(address);
        return uri != null
                && uri.getHost() != null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && LOCAL.equals(uri.getHost()));
    }

    private static boolean belongsTo(String host, String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        return host.equals(lower) || lower.contains(".") && host.endsWith("." + lower);
    }

    private static String host(String address) {
        URI uri = uri(address);
        String host = uri == null || uri.getHost() == null ? "" : uri.getHost();
        return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    private static @Nullable URI uri(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
