package io.passerelle.usage;

/** How it is known what was carried. */
public enum Source {
    /** The gateway counted it, hour by hour, from the network's accounting. */
    GATEWAY,
    /**
     * The mobile operator's invoice records say it, of cards that go straight to the Internet
     * (M2M-46): whole periods, spread evenly over their days.
     */
    INVOICES
}
