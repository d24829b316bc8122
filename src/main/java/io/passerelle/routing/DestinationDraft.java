package io.passerelle.routing;

/** A destination as somebody typed it; nothing of it has been judged yet. */
public record DestinationDraft(String host, int port, int priority, int share) {}
