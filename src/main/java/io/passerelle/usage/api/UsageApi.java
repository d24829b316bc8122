package io.passerelle.usage.api;

import io.passerelle.accounts.Viewer;
import io.passerelle.api.ApiProblem;
import io.passerelle.api.Listed;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Refused;
import io.passerelle.usage.Amount;
import io.passerelle.usage.CardAmount;
import io.passerelle.usage.Consumption;
import io.passerelle.usage.Series;
import io.passerelle.usage.Slot;
import io.passerelle.usage.Source;
import io.passerelle.usage.Step;
import io.passerelle.usage.Subject;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/usage} (M2M-10). */
@RestController
@RequestMapping("/api/v1/usage")
@Tag(name = "Usage", description = "What SIM cards, groups and organisations carried")
class UsageApi {

    private static final String SOURCE =
            "Of a group or an organisation: GATEWAY, what the gateway counted; INVOICES, what"
                    + " invoice records say of cards that do not pass here";

    private static final String SUBJECT =
            "One of simId, groupId and organisationId; without any, the account's organisation and"
                    + " all below it.";
    private static final Duration USUAL = Duration.ofDays(31);

    private final Consumption consumption;

    UsageApi(Consumption consumption) {
        this.consumption = consumption;
    }

    /** An hour, a day or a month. */
    @Schema(name = "Usage")
    record UsageView(
            Instant from,
            @Schema(description = "Its end, which is where the next one begins") Instant to,
            @Schema(description = "Whether anything was reported in it; if not it is a gap")
                    boolean reported,
            @Schema(description = "Bytes received from terminals") long octetsIn,
            @Schema(description = "Bytes sent to terminals") long octetsOut,
            @Schema(description = "Sessions first heard of in it; none on invoices") long sessions,
            Source source) {

        static UsageView of(Slot slot, Source source) {
            Amount amount = slot.amount();
            return new UsageView(
                    slot.from(),
                    slot.until(),
                    slot.heard(),
                    amount.octetsIn(),
                    amount.octetsOut(),
                    amount.sessions(),
                    source);
        }
    }

    /** A card and what it carried. */
    @Schema(name = "TopCard")
    record TopView(
            UUID simId,
            @Schema(example = "8933010000000000017") String iccid,
            @Schema(example = "Till 3") String label,
            UUID organisationId,
            UUID groupId,
            @Schema(description = "Bytes received from the terminal") long octetsIn,
            @Schema(description = "Bytes sent to the terminal") long octetsOut,
            long sessions,
            Source source) {

        static TopView of(CardAmount card, Source source) {
            return new TopView(
                    card.simId(),
                    card.iccid(),
                    card.label(),
                    card.organisationId(),
                    card.groupId(),
                    card.amount().octetsIn(),
                    card.amount().octetsOut(),
                    card.amount().sessions(),
                    source);
        }
    }

    @GetMapping
    @Operation(
            summary = "What a card, a group or an organisation carried",
            description =
                    SUBJECT
                            + " Values follow each other without a hole, at most 1,500. Days and"
                            + " months begin where the account's time zone has midnight, at the"
                            + " whole hour of UTC before it where that zone is not whole hours from"
                            + " UTC. What cards carry that go straight to the Internet (kind"
                            + " PUBLIC) is known from the mobile operator's invoice records, spread"
                            + " evenly over the days of their periods, never by hours: so of such a"
                            + " card always, of groups and organisations with source=INVOICES. The"
                            + " two are never added up.")
    Listed<UsageView> usage(
            Viewer viewer,
            @RequestParam(name = "simId", required = false) @Nullable UUID simId,
            @RequestParam(name = "groupId", required = false) @Nullable UUID groupId,
            @RequestParam(name = "organisationId", required = false) @Nullable UUID organisationId,
            @Parameter(description = "Down to a whole step; 31 days before its end unless given")
                    @RequestParam(name = "from", required = false)
                    @Nullable Instant from,
            @Parameter(description = "Up to a whole step; now unless given")
                    @RequestParam(name = "to", required = false)
                    @Nullable Instant to,
            @Parameter(description = SOURCE)
                    @RequestParam(name = "source", defaultValue = "GATEWAY")
                    Source source,
            @RequestParam(name = "step", defaultValue = "DAY") Step step) {
        Subject subject = subject(viewer, simId, groupId, organisationId);
        Period period = Period.of(from, to);
        Series series =
                asked(() ->
                        consumption.of(
                                viewer, subject, source, period.from(), period.until(), step));
        return Listed.all(
                series.slots().stream().map(slot -> UsageView.of(slot, series.source())).toList(),
                UsageView.class);
    }

    @GetMapping("/top")
    @Operation(
            summary = "The cards that carried most",
            description =
                    "Of a group or an organisation; without either, of the account's organisation"
                            + " and all below it. By whole hours of UTC, 366 days at the most.")
    Listed<TopView> top(
            Viewer viewer,
            @RequestParam(name = "groupId", required = false) @Nullable UUID groupId,
            @RequestParam(name = "organisationId", required = false) @Nullable UUID organisationId,
            @Parameter(description = "31 days before its end unless given")
                    @RequestParam(name = "from", required = false)
                    @Nullable Instant from,
            @Parameter(description = "Now unless given")
                    @RequestParam(name = "to", required = false)
                    @Nullable Instant to,
            @Parameter(description = SOURCE)
                    @RequestParam(name = "source", defaultValue = "GATEWAY")
                    Source source,
            @Parameter(description = "1 to 1,000")
                    @RequestParam(name = "limit", defaultValue = "50")
                    int limit) {
        Subject subject = subject(viewer, null, groupId, organisationId);
        Period period = Period.of(from, to);
        return Listed.all(
                asked(() ->
                                consumption.top(
                                        viewer,
                                        subject,
                                        source,
                                        period.from(),
                                        period.until(),
                                        limit))
                        .stream()
                        .map(card -> TopView.of(card, source))
                        .toList(),
                TopView.class);
    }

    private record Period(Instant from, Instant until) {
        static Period of(@Nullable Instant from, @Nullable Instant to) {
            Instant until =
                    Objects.requireNonNullElseGet(
                            to, () -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
            return new Period(from == null ? until.minus(USUAL) : from, until);
        }
    }

    private static Subject subject(
            Viewer viewer, @Nullable UUID sim, @Nullable UUID group, @Nullable UUID organisation) {
        if (Stream.of(sim, group, organisation).filter(Objects::nonNull).count() > 1) {
            throw ApiProblem.query(
                    List.of(
                            FieldError.of(
                                    sim == null ? "organisationId" : "simId", "usage.oneSubject")));
        }
        return sim != null
                ? Subject.sim(sim)
                : group != null
                        ? Subject.group(group)
                        : Subject.organisation(
                                organisation == null ? viewer.organisationId() : organisation);
    }

    /** What is refused stands in the query string. */
    private static <T> T asked(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            throw ApiProblem.query(refused.errors());
        }
    }
}
