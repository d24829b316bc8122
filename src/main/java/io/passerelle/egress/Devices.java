package io.passerelle.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The interfaces of this machine at a moment.
 *
 * @param up by name: whether it is up and has a carrier
 * @param addresses of those that are up
 */
record Devices(Map<String, Boolean> up, Set<InetAddress> addresses) {

    /** Copies. */
    Devices {
        up = Map.copyOf(up);
        addresses = Set.copyOf(addresses);
    }

    /**
     * As they are now.
     *
     * @throws UncheckedIOException when the machine does not tell
     */
    static Devices now() {
        Map<String, Boolean> up = new HashMap<>();
        Set<InetAddress> addresses = new HashSet<>();
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            for (NetworkInterface device : all.toList()) {
                boolean works = device.isUp();
                up.put(device.getName(), works);
                if (works) {
                    device.inetAddresses().map(Devices::withoutScope).forEach(addresses::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Devices(up, addresses);
    }

    /** What stands in the way of an end; up when nothing does. */
    Sight see(LinkEnd end, boolean bindsToDevices) {
        if (!end.device().isEmpty()) {
            if (!bindsToDevices) {
                return new Sight(LinkState.UNSUPPORTED, end.device());
            }
            Boolean works = up.get(end.device());
            if (works == null) {
                return new Sight(LinkState.NO_DEVICE, end.device());
            }
            if (!works) {
                return new Sight(LinkState.DEVICE_DOWN, end.device());
            }
        }
        return Stream.of(end.ipv4(), end.ipv6())
                .filter(Objects::nonNull)
                .filter(source -> !addresses.contains(source))
                .findFirst()
                .map(missing -> new Sight(LinkState.NO_ADDRESS, missing.getHostAddress()))
                .orElse(new Sight(LinkState.UP, ""));
    }

    /** What was seen. */
    record Sight(LinkState state, String detail) {}

    private static InetAddress withoutScope(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the length is that of an address
        }
    }
}
