package io.passerelle.sims;

/**
 * What is to be done to many cards.
 *
 * @param action one of {@link BulkActions#all}
 * @param parameter what it needs to know: the new label, the name of the group, a {@link
 *     GuardParameter}
 * @param comment for who answers requests, up to 500 characters
 */
public record BulkWish(SimAction action, String parameter, String comment) {}
