package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;

/**
 * A request to sign on, as a network access server passes it on; absent texts are empty.
 *
 * @param msisdn digits only
 * @param accessPoint Called-Station-Id
 * @param imeisv the device, as the network tells it
 */
public record SignOn(
        Instant at,
        UUID nasId,
        InetAddress nasAddress,
        String userName,
        Credentials credentials,
        String msisdn,
        String imsi,
        String accessPoint,
        String imeisv) {}
