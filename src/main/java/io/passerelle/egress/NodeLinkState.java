package io.passerelle.egress;

import java.util.UUID;

/** How a node sees a link, as it told. */
public record NodeLinkState(UUID linkId, String node, LinkStatus status) {}
