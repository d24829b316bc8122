package io.passerelle.alerts;

import java.util.UUID;

/** An account mails can be sent to. */
public record RecipientChoice(UUID id, String login) {}
