package io.passerelle.sessions;

import java.util.Locale;

/** Why an attempt to sign on was accepted or refused (M2M-8). */
public enum AuthenticationReason {
    /** Name and password were right, or the card needs none. */
    ACCEPTED,
    /** No SIM card of the platform has this IMSI, number or name. */
    UNKNOWN_SIM,
    /** IMSI, number and name belong to different SIM cards. */
    IDENTITY_MISMATCH,
    /** The card has a name and password, and the request has none. */
    CREDENTIALS_MISSING,
    /** The user name is not the card's. */
    WRONG_USER_NAME,
    /** The password is not the card's. */
    WRONG_PASSWORD,
    /** The card's status does not let it sign on. */
    STATUS,
    /** The card's organisation, or one above it, is disabled. */
    ORGANISATION_DISABLED,
    /** The card goes straight to the Internet by the mobile operator's access point (M2M-46). */
    PUBLIC_APN,
    /** The card belongs to no access point. */
    NO_ACCESS_POINT,
    /** The card belongs to another access point. */
    WRONG_ACCESS_POINT,
    /** The card is locked to another device. */
    OTHER_DEVICE,
    /** The card is locked to a device, and the network does not tell which one it is in. */
    DEVICE_NOT_TOLD,
    /** The card has as many open sessions as it may have. */
    SESSION_LIMIT,
    /** No address is left in the access point's pools. */
    POOL_EXHAUSTED,
    /** Too many attempts wait for their session to start. */
    OVERLOADED;

    /** The label in metrics and logs, and bundle key {@code sessions.reason.<name>}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
