package io.passerelle.mail.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ListRequest;
import io.passerelle.api.ListResource;
import io.passerelle.api.Listed;
import io.passerelle.foundation.Listing;
import io.passerelle.mail.Mail;
import io.passerelle.mail.MailState;
import io.passerelle.mail.Outbox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/mails}: what became of mails, never what they say. */
@RestController
@RequestMapping("/api/v1/mails")
@Tag(name = "Mails", description = "Outgoing mails and what became of them; operator only")
class MailsApi implements ListResource {

    private final Outbox outbox;

    MailsApi(Outbox outbox) {
        this.outbox = outbox;
    }

    /** A mail as programs see it. */
    @Schema(name = "Mail")
    record View(
            UUID id,
            @Nullable UUID accountId,
            @Schema(example = "welcome") String purpose,
            @Schema(example = "claire.martin@example.com") String recipient,
            String subject,
            MailState state,
            @Schema(description = "How often it was tried") int attempts,
            Instant createdAt,
            @Schema(description = "When it is tried next, while it waits") @Nullable Instant nextAt,
            @Nullable Instant sentAt,
            @Schema(description = "What the last attempt met") String problem) {

        static View of(Mail mail) {
            return new View(
                    mail.id(),
                    mail.accountId(),
                    mail.purpose(),
                    mail.recipient(),
                    mail.subject(),
                    mail.state(),
                    mail.attempts(),
                    mail.createdAt(),
                    mail.state() == MailState.WAITING ? mail.nextAt() : null,
                    mail.sentAt(),
                    mail.problem());
        }
    }

    @Override
    public Listing<?> listing() {
        return outbox.listing();
    }

    @GetMapping
    @Operation(summary = "List outgoing mails, newest first")
    Listed<View> list(Viewer viewer, ListRequest request) {
        outbox.requireReader(viewer);
        return request.of(outbox.listing(), viewer, View.class, View::of);
    }

    @PostMapping("/{id}/again")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Try a mail again that failed for good")
    void again(Viewer viewer, @PathVariable UUID id) {
        outbox.again(viewer, id);
    }
}
