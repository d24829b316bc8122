package io.passerelle.help.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.help.SupportContacts;
import io.passerelle.help.SupportPeriod;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/support} (HELP-2): what the support's page shows, for everybody. */
@RestController
@RequestMapping("/api/v1/support")
@Tag(name = "Support")
class SupportApi {

    private final SupportContacts contacts;

    SupportApi(SupportContacts contacts) {
        this.contacts = contacts;
    }

    /** How the support is reached. */
    @Schema(name = "Support")
    record View(
            @Schema(description = "The part of the week at this moment") SupportPeriod now,
            List<Line> lines,
            @Schema(description = "The kinds of equipment requests are about") List<Kind> kinds) {}

    /** A telephone number. */
    @Schema(name = "SupportNumber")
    record Line(
            String label,
            String number,
            SupportPeriod hours,
            @Schema(description = "Whether somebody answers there at this moment") boolean now) {}

    /** A kind of equipment. */
    @Schema(name = "SupportKind")
    record Kind(UUID id, String label, String email) {}

    @GetMapping
    @Operation(summary = "Read how the support is reached, and which number answers now")
    View get(Viewer viewer) {
        boolean french = viewer.locale().getLanguage().equals("fr");
        SupportPeriod now = contacts.hours().at(Instant.now());
        return new View(
                now,
                contacts.lines().stream()
                        .map(line ->
                                new Line(
                                        line.label(french),
                                        line.number(),
                                        line.hours(),
                                        line.hours().isAt(now)))
                        .toList(),
                contacts.addresses().stream()
                        .map(kind -> new Kind(kind.id(), kind.label(french), kind.email()))
                        .toList());
    }
}
