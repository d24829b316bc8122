package io.passerelle.portal;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How the audit log calls the objects of a kind, as a bean of the module they belong to. Objects of
 * kinds without one are called what their recorded state says.
 *
 * @param kind as the audit writes it, such as {@code sim}
 * @param name what people call an object; empty when it is not known any more
 */
public record AuditNames(String kind, Function<UUID, Optional<String>> name) {}
