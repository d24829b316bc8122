package io.passerelle.sessions.wire;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One attribute as it lies in a packet. A vendor's sub-attribute (RFC 2865 section 5.26) is an
 * attribute of its own here, with the vendor's number.
 *
 * @param vendor the vendor's enterprise number, 0 for standard attributes
 * @param type 1 to 255
 * @param value the bytes behind the length: at most 253, or 247 for a vendor's
 */
public record Attribute(int vendor, int type, byte[] value) {

    /** The vendor number of 3GPP (TS 29.061 section 16.4.7). */
    public static final int VENDOR_3GPP = 10415;

    static final int VENDOR_SPECIFIC = 26;
    private static final int LONGEST = 253;
    private static final int VENDOR_HEADER = 6;

    /**
     * @throws IllegalArgumentException for a type outside 1–255 or a value that does not fit
     */
    public Attribute {
        if (type < 1 || type > 255) {
            throw new IllegalArgumentException("attribute type " + type);
        }
        if (value.length > (vendor == 0 ? LONGEST : LONGEST - VENDOR_HEADER)) {
            throw new IllegalArgumentException("attribute of " + value.length + " bytes");
        }
    }

    /** How many bytes it takes in a packet. */
    int length() {
        return 2 + value.length + (vendor == 0 ? 0 : VENDOR_HEADER);
    }

    boolean is(Key<?> key) {
        return key.vendor() == vendor && key.type() == type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute that
                && vendor == that.vendor
                && type == that.type
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * vendor + type) + Arrays.hashCode(value);
    }

    /** Shows numbers and bytes; passwords only travel hidden, so nothing secret is shown. */
    @Override
    public String toString() {
        return (vendor == 0 ? "" : vendor + ".") + type + "=" + HexFormat.of().formatHex(value);
    }
}
