package io.passerelle.sessions;

import java.net.InetAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every SIM card of the platform, from memory. */
public interface Subscribers {

    /** The card with that IMSI; null when none has. */
    @Nullable Subscriber byImsi(String imsi);

    /** The card with that number, digits only; null when none has. */
    @Nullable Subscriber byMsisdn(String msisdn);

    /** Whether that number belongs to another card. */
    default boolean isOfAnother(String msisdn, UUID simId) {
        Subscriber owner = byMsisdn(msisdn);
        return owner != null && !owner.simId().equals(simId);
    }

    /** The card with that user name, in any case; null when none has. */
    @Nullable Subscriber byUserName(String userName);

    /** Whether the address belongs to one card for good: pools leave it alone. */
    boolean isStatic(InetAddress address);
}
