package io.passerelle.sims;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an imported file, read and found well formed as far as a line alone can tell.
 *
 * @param line its number in the file
 * @param group the group's name; empty for the default group
 * @param accessPoint the access point's name; empty for none
 * @param password in clear text; sealed before it is written anywhere
 * @param sound no fault was found; a faulty line still counts when others are compared with it
 */
public record SimLine(
        long line,
        String iccid,
        @Nullable String msisdn,
        @Nullable String imsi,
        String operator,
        String group,
        String accessPoint,
        String label,
        @Nullable String userName,
        @Nullable String password,
        @Nullable InetAddress staticAddress,
        SimStatus status,
        SimKind kind,
        List<String> tags,
        boolean sound) {

    /** The same, with a fault. */
    SimLine unsound() {
        return new SimLine(
                line,
                iccid,
                msisdn,
                imsi,
                operator,
                group,
                accessPoint,
                label,
                userName,
                password,
                staticAddress,
                status,
                kind,
                tags,
                false);
    }

    @Override
    public String toString() {
        return "line " + line + ", SIM " + iccid;
    }
}
