package io.passerelle.events;

import java.util.List;
import java.util.UUID;

/**
 * What a person gives to make or change a web hook.
 *
 * @param organisationId whose it is; cannot be changed later
 * @param name 1 to 80 characters, different from the organisation's others
 * @param url an https address, up to 500 characters
 * @param kinds ids of kinds of events, one or more
 */
public record WebhookDraft(
        UUID organisationId, String name, String url, List<String> kinds, boolean enabled) {

    /** Copies the kinds. */
    public WebhookDraft {
        kinds = kinds.stream().distinct().toList();
    }
}
