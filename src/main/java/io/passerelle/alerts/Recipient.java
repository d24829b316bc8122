package io.passerelle.alerts;

import java.util.UUID;

/** Somebody an alert's mail goes to. */
public record Recipient(UUID accountId, UUID organisationId, String email, String language) {

    @Override
    public String toString() {
        return "Recipient[" + accountId + "]";
    }
}
