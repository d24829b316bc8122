package io.passerelle.sims;

import io.passerelle.foundation.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An access point name (APN, 3GPP TS 23.003 section 9): where SIM cards sign on.
 *
 * @param name in lower case
 * @param pools networks that addresses are given from
 * @param sessionTimeout seconds after which the network ends a session; null for never
 * @param interimInterval seconds between interim accounting records, 60 to 86,400
 */
public record AccessPoint(
        UUID id,
        String name,
        List<Cidr> pools,
        @Nullable Integer sessionTimeout,
        int interimInterval,
        Instant createdAt,
        int version) {}
