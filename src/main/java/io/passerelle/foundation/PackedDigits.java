package io.passerelle.foundation;

import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #MOST} digits in one number, leading zeros kept: of a million SIM cards' numbers
 * each takes 8 bytes in place of 56. A one stands before the digits, so that no digits are 1 and
 * nothing at all is {@link #NONE}.
 */
public final class PackedDigits {

    /** What stands for no text. */
    public static final long NONE = 0;

    /** The longest text that can be packed. */
    public static final int MOST = 18;

    private static final int TEN = 10;

    private PackedDigits() {}

    /**
     * Packs a text.
     *
     * @return {@link #NONE} when there is none, it is too long, or has anything but digits of ASCII
     */
    public static long pack(@Nullable String text) {
        return text == null ? NONE : pack(text, 0, text.length());
    }

    /** Packs a part of a text, from one index up to another. */
    public static long pack(String text, int from, int until) {
        if (until - from > MOST) {
            return NONE;
        }
        long packed = 1;
        for (int i = from; i < until; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit >= TEN) {
                return NONE;
            }
            packed = packed * TEN + digit;
        }
        return packed;
    }

    /** The text that was packed; null for {@link #NONE}. */
    public static @Nullable String unpack(long packed) {
        return packed == NONE ? null : Long.toString(packed).substring(1);
    }
}
