package io.passerelle.sessions;

/** Whether a network access server's Access-Requests must be signed (CVE-2024-3596). */
public enum MessageAuthenticatorPolicy {
    /** Always. */
    YES,
    /** Never: for servers that cannot. */
    NO,
    /** From the first signed request on, for good: hardens without an outage. */
    AUTO
}
