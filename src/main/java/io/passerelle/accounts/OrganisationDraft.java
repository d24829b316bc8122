package io.passerelle.accounts;

import java.util.UUID;

/**
 * What a person gives to make or change an organisation.
 *
 * @param parentId what it stands below; cannot be changed later
 * @param kind cannot be changed later
 * @param name 1 to 120 characters, different from its sisters'
 * @param reference up to 60 characters
 */
public record OrganisationDraft(
        UUID parentId, OrganisationKind kind, String name, String reference, boolean enabled) {}
