package io.passerelle.sessions;

import io.passerelle.foundation.Cidr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for sessions on an access point.
 *
 * @param pools where addresses come from; none leaves the choice to the network access server
 * @param sessionTimeout seconds after which the server ends a session; null for never
 * @param interimInterval seconds between reports
 */
public record AccessPointRules(
        String name, List<Cidr> pools, @Nullable Integer sessionTimeout, int interimInterval) {}
