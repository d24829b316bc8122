package io.passerelle.foundation;

/** Digits and nothing else: asked at every packet, where a regular expression would be felt. */
final class Digits {

    private Digits() {}

    /** Whether the text is between {@code least} and {@code most} digits of ASCII. */
    static boolean areAll(String text, int least, int most) {
        if (text.length() < least || text.length() > most) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
