package io.passerelle.network;

import io.passerelle.foundation.Cidr;
import io.passerelle.foundation.SettingsReader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From whom PROXY protocol headers are taken.
 *
 * @param from networks of the load balancers in front; from any other address no header is looked
 *     for, because whoever may send one may be any terminal
 * @param patience how long a header may take to arrive
 */
public record ProxyProtocolSettings(List<Cidr> from, Duration patience) {

    private static final String FROM = "passerelle.network.proxy-protocol-from";
    private static final String PATIENCE = "passerelle.network.proxy-protocol-patience";

    /** Copies the list. */
    public ProxyProtocolSettings {
        from = List.copyOf(from);
    }

    /** Nobody is trusted. */
    public static ProxyProtocolSettings none() {
        return new ProxyProtocolSettings(List.of(), Duration.ofSeconds(3));
    }

    /**
     * Reads {@code passerelle.network.proxy-protocol-from} and {@code .proxy-protocol-patience}.
     */
    public static ProxyProtocolSettings read(SettingsReader settings) {
        List<Cidr> networks = new ArrayList<>();
        for (String text : settings.text(FROM, "").split(",", -1)) {
            if (!text.isBlank()) {
                Cidr.parse(text.strip())
                        .ifPresentOrElse(
                                networks::add,
                                () ->
                                        settings.refuse(
                                                FROM,
                                                "must be networks such as 192.0.2.0/28, with"
                                                        + " commas between them"));
            }
        }
        return new ProxyProtocolSettings(
                networks,
                settings.duration(
                        PATIENCE,
                        none().patience(),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)));
    }

    /** Whether it is the key of one of them. */
    public static boolean isKey(String key) {
        return key.equals(FROM) || key.equals(PATIENCE);
    }

    /** Whether connections from that address start with a header. */
    public boolean trusts(InetAddress address) {
        for (Cidr network : from) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
