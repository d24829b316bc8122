package io.passerelle.portal;

/**
 * One thing to choose in a filter or a field.
 *
 * @param value what the listing or the service is told
 * @param label what the person reads
 */
public record Choice(String value, String label) {}
