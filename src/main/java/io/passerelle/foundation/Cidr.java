package io.passerelle.foundation;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * A network: an address and the number of leading bits that count (RFC 4632, RFC 4291 section 2.3).
 * The bits behind the prefix are zero.
 */
public record Cidr(InetAddress address, int prefix) {

    /** By family, then by address, then the larger network first. */
    public static final Comparator<Cidr> ORDER =
            Comparator.<Cidr, byte[]>comparing(
                            cidr -> cidr.address.getAddress(),
                            (one, other) ->
                                    one.length == other.length
                                            ? Arrays.compareUnsigned(one, other)
                                            : Integer.compare(one.length, other.length))
                    .thenComparingInt(Cidr::prefix);

    /**
     * @throws IllegalArgumentException for a prefix outside the address's length or bits set behind
     *     it
     */
    public Cidr {
        byte[] bytes = address.getAddress();
        if (prefix < 0 || prefix > bytes.length * 8) {
            throw new IllegalArgumentException(
                    "prefix length " + prefix + " of " + address.getHostAddress());
        }
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            if ((bytes[bit / 8] & (0x80 >> bit % 8)) != 0) {
                throw new IllegalArgumentException(
                        address.getHostAddress()
                                + "/"
                                + prefix
                                + " has bits set behind its prefix");
            }
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address. Host names are never
     * looked up.
     *
     * @return empty when the text is no network
     */
    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address =
                Addresses.parse(slash < 0 ? text : text.substring(0, slash));
        try {
            return address.map(a ->
                    new Cidr(
                            a,
                            slash < 0
                                    ? a.getAddress().length * 8
                                    : Integer.parseInt(text.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * {@link #parse} for texts that are known to be networks, such as constants and the store's
     * columns.
     */
    public static Cidr of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a network: " + text));
    }

    /** The network of one single address. */
    public static Cidr single(InetAddress address) {
        return new Cidr(address, address.getAddress().length * 8);
    }

    /** Whether the address lies in this network; addresses of the other family never do. */
    public boolean contains(InetAddress candidate) {
        byte[] mine = address.getAddress();
        byte[] theirs = candidate.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || ((mine[whole] ^ theirs[whole]) & (0xff00 >> rest) & 0xff) == 0;
    }

    /** How many addresses the network has. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(address.getAddress().length * 8 - prefix);
    }

    /**
     * The address at a distance from the network's first one.
     *
     * @param offset 0 to {@link #size()} − 1
     */
    public InetAddress at(long offset) {
        byte[] bytes = address.getAddress();
        long carry = offset;
        for (int i = bytes.length - 1; i >= 0 && carry > 0; i--) {
            carry += bytes[i] & 0xff;
            bytes[i] = (byte) carry;
            carry >>>= 8;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // the length is that of an address
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
