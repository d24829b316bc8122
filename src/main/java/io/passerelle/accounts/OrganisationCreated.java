package io.passerelle.accounts;

/**
 * An organisation was made; published inside the transaction that makes it, so that what hangs on
 * it comes with it.
 */
public record OrganisationCreated(Organisation organisation) {}
