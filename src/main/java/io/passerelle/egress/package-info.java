/**
 * The ways out of the gateway to application servers (SPEC M2M-27): Internet, IPsec tunnel, MPLS,
 * leased line. Which networks lie behind which link, which links are up on this node, and by which
 * of them an address is dialled. Start reading at {@link io.passerelle.egress.LinkTable}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "store",
            "network",
            "nodes",
            "accounts",
            "portal",
            "api"
        })
package io.passerelle.egress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
