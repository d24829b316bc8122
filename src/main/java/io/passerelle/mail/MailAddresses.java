package io.passerelle.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** What a mail address looks like (RFC 5321, 6531). */
public final class MailAddresses {

    /** The longest address a mail server takes: 64 before the at sign, 255 behind it. */
    public static final int LONGEST = 320;

    private MailAddresses() {}

    /** Whether the text is exactly one address, without a name, a comment or a second address. */
    public static boolean isOne(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ' || c == 127)) {
            return false;
        }
        try {
            InternetAddress[] read = InternetAddress.parse(text, true);
            if (read.length != 1 || !read[0].getAddress().equals(text)) {
                return false;
            }
            read[0].validate();
            return text.indexOf('@') > 0;
        } catch (AddressException e) {
            return false;
        }
    }
}
