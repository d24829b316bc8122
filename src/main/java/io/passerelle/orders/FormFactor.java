package io.passerelle.orders;

/** How a SIM card is made (ETSI TS 102 221, TS 102 671; GSMA SGP.22 for the embedded profile). */
public enum FormFactor {
    /** 25 by 15 mm. */
    MINI_2FF,
    /** 15 by 12 mm. */
    MICRO_3FF,
    /** 12.3 by 8.8 mm. */
    NANO_4FF,
    /** Soldered, 6 by 5 mm. */
    MFF2,
    /** A profile for a card that is in the device already. */
    ESIM
}
