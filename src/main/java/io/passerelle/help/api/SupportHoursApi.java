package io.passerelle.help.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.Required;
import io.passerelle.api.Versions;
import io.passerelle.foundation.Refused;
import io.passerelle.help.SupportContacts;
import io.passerelle.help.SupportHours;
import io.passerelle.help.SupportPeriod;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/support-hours} (HELP-2): there is one of them. */
@RestController
@RequestMapping("/api/v1/support-hours")
@Tag(name = "Support")
class SupportHoursApi {

    private final SupportContacts contacts;

    SupportHoursApi(SupportContacts contacts) {
        this.contacts = contacts;
    }

    /** When it is to be day. */
    @Schema(name = "SupportHoursBody")
    record Body(
            @Schema(example = "Europe/Paris") @Nullable String zone,
            @Schema(type = "string", example = "09:00") @Nullable String dayFrom,
            @Schema(type = "string", example = "18:00") @Nullable String dayUntil,
            @Schema(description = "Whether they are days off; they are unless given")
                    @Nullable Boolean frenchHolidays,
            @Schema(
                            description =
                                    "One day a line: a day off, or with a minus sign an ordinary day",
                            example = "2026-12-24 Christmas Eve",
                            maxLength = 4000)
                    @Nullable String otherDays) {}

    /** When it is day, and what it is now. */
    @Schema(name = "SupportHours")
    record View(
            String zone,
            @Schema(type = "string", example = "09:00") String dayFrom,
            @Schema(type = "string", example = "18:00") String dayUntil,
            boolean frenchHolidays,
            String otherDays,
            @Schema(description = "The part of the week at this moment") SupportPeriod now,
            @Schema(description = "Counts changes; also the ETag", example = "1") int version) {}

    @GetMapping
    @Operation(summary = "Read the support's opening hours")
    ResponseEntity<View> get(Viewer viewer) {
        return shown(contacts.hours());
    }

    @PutMapping
    @Operation(summary = "Change the support's opening hours")
    ResponseEntity<View> update(
            Viewer viewer,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Body body) {
        var required = new Required();
        String zone = required.text("zone", body.zone());
        String from = required.text("dayFrom", body.dayFrom());
        String until = required.text("dayUntil", body.dayUntil());
        required.check();
        int version = Versions.expected(ifMatch, contacts.hours().version());
        return shown(
                contacts.update(
                        viewer,
                        new SupportHours(
                                zone(zone),
                                time("dayFrom", from),
                                time("dayUntil", until),
                                Objects.requireNonNullElse(body.frenchHolidays(), true),
                                Objects.requireNonNullElse(body.otherDays(), ""),
                                version)));
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw Refused.field("zone", "filter.value", text);
        }
        return ZoneId.of(text);
    }

    private static LocalTime time(String field, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw Refused.field(field, "filter.value", text);
        }
    }

    private static ResponseEntity<View> shown(SupportHours hours) {
        return Versions.ok(
                new View(
                        hours.zone().getId(),
                        hours.dayFrom().toString(),
                        hours.dayUntil().toString(),
                        hours.frenchHolidays(),
                        hours.otherDays(),
                        hours.at(Instant.now()),
                        hours.version()),
                hours.version());
    }
}
