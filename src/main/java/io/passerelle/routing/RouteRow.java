package io.passerelle.routing;

import java.time.Instant;

/** A route as lists show it, with its group's name. */
public record RouteRow(Route route, String group, Instant createdAt, Instant updatedAt) {}
