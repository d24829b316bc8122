package io.passerelle.store;

import io.passerelle.foundation.Addresses;
import java.net.InetAddress;

/**
 * PostgreSQL's {@code inet} of single addresses as {@link InetAddress}; a prefix length, where one
 * is, is dropped.
 */
public final class InetBinding extends TextBinding<InetAddress> {

    /** For the generated tables. */
    public InetBinding() {
        super("inet", InetAddress.class, InetBinding::read, InetAddress::getHostAddress);
    }

    private static InetAddress read(String text) {
        int slash = text.indexOf('/');
        return Addresses.of(slash < 0 ? text : text.substring(0, slash));
    }
}
