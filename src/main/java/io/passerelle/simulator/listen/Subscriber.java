package io.passerelle.simulator.listen;

import org.jspecify.annotations.Nullable;

/**
 * What a terminal's SIM card tells the network at sign-on.
 *
 * @param userName null for a card known by its numbers alone
 * @param password null when there is no user name
 * @param chap whether the password goes as a CHAP answer instead of hidden
 */
public record Subscriber(
        String msisdn,
        String imsi,
        String accessPoint,
        @Nullable String userName,
        @Nullable String password,
        boolean chap,
        boolean roaming) {}
