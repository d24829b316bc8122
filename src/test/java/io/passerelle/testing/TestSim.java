package io.passerelle.testing;

import io.passerelle.simulator.listen.Subscriber;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A SIM card of the stories, with numbers nobody else has.
 *
 * @param password what its terminal signs on with
 */
public record TestSim(String iccid, String msisdn, String imsi, String userName, String password) {

    /** The access point of the stories. */
    public static final String ACCESS_POINT = "stories.example";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** The header of a file of such cards. */
    static final String CSV_HEADER =
            "iccid;msisdn;imsi;group;access_point;label;user_name;password\n";

    /** A card that nobody has yet. */
    public static TestSim fresh() {
        int number = NUMBER.incrementAndGet();
        return new TestSim(
                "893377%012d".formatted(number),
                "33655%06d".formatted(number),
                "20877%010d".formatted(number),
                "terminal-%d@stories".formatted(number),
                "password-%d".formatted(number));
    }

    /** Its line in a file. */
    String csv(String group) {
        return String.join(
                ";",
                iccid,
                msisdn,
                imsi,
                group,
                ACCESS_POINT,
                "Story " + iccid.substring(14),
                userName,
                password + "\n");
    }

    /** Its terminal, as a simulated network knows it. */
    public Subscriber subscriber() {
        return new Subscriber(msisdn, imsi, ACCESS_POINT, userName, password, false, false);
    }

    /** What the network says of it in every packet, as radclient reads it. */
    public String attributes() {
        return """
        User-Name = "%s"
        Called-Station-Id = "%s"
        Calling-Station-Id = "%s"
        3GPP-IMSI = "%s"
        """
                .formatted(userName, ACCESS_POINT, msisdn, imsi);
    }
}
