package io.passerelle.foundation;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Any text in the place of a destination, a network, an address or a number: nothing, or a value
 * that reads back from its own text as the same.
 */
public final class AddressesFuzz {

    private AddressesFuzz() {}

    /** Called by the fuzzer with bytes of its choice. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        same(text, HostPort::parse, HostPort::toString);
        same(text, Cidr::parse, Cidr::toString);
        same(text, Addresses::parse, address -> address.getHostAddress());
        same(text, Iccid::parse, Iccid::value);
        same(text, Imsi::parse, Imsi::value);
        same(text, Msisdn::parse, Msisdn::value);
        HostPort.isHost(text);
        Cidr.parse(text)
                .ifPresent(network -> {
                    if (!network.contains(network.address()) || network.size().signum() <= 0) {
                        throw new IllegalStateException("a network without itself: " + network);
                    }
                });
        Addresses.parse(text).ifPresent(Addresses::isInternal);
    }

    private static <T> void same(
            String text, Function<String, Optional<T>> parser, Function<T, String> writer) {
        T value = parser.apply(text).orElse(null);
        if (value != null && !parser.apply(writer.apply(value)).equals(Optional.of(value))) {
            throw new IllegalStateException(writer.apply(value) + " does not read back");
        }
    }
}
