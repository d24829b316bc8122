package io.passerelle.egress.api;

import io.passerelle.api.Required;
import io.passerelle.egress.EgressLinkDraft;
import io.passerelle.egress.EgressLinkDraft.Check;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.LinkKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is needed to make or change a link. */
@Schema(name = "EgressLinkBody")
record EgressLinkBody(
        @Schema(description = "As connections show it", example = "Bank A", maxLength = 60)
                @Nullable String name,
        @Nullable LinkKind kind,
        @Schema(
                        description =
                                "Of links with an equally long prefix the lowest is used; 1 unless given",
                        minimum = "1",
                        maximum = "1000000")
                @Nullable Integer priority,
        @Schema(description = "Switched off it is down like any other; true unless given")
                @Nullable Boolean enabled,
        @Schema(
                        description =
                                "What follows it when it is down or a server does not answer over it:"
                                        + " nothing, the next link behind which the address lies, or"
                                        + " after those the machine's own way; LINKS unless given")
                @Nullable LinkFallback fallback,
        @Schema(description = "What lies behind it, 1 to 256", example = "[\"10.20.0.0/16\"]")
                @Nullable List<String> networks,
        @Schema(description = "Where it begins, by node, 1 to 64") @Nullable List<EndBody> ends,
        @Schema(description = "A TCP connection that tests it; unless given, only its ends are")
                @Nullable CheckBody check,
        @Schema(maxLength = 200) @Nullable String note) {

    /** Where it begins on a node. */
    @Schema(name = "EgressLinkEnd")
    record EndBody(
            @Schema(description = "The node's name; left out for every other node")
                    @Nullable String node,
            @Schema(description = "The source of IPv4 connections", example = "192.0.2.10")
                    @Nullable String ipv4,
            @Schema(description = "The source of IPv6 connections", example = "2001:db8::10")
                    @Nullable String ipv6,
            @Schema(
                            description = "The interface connections are bound to",
                            example = "xfrm0",
                            maxLength = 15)
                    @Nullable String device) {

        EgressLinkDraft.End draft() {
            return new EgressLinkDraft.End(text(node), text(ipv4), text(ipv6), text(device));
        }
    }

    /** How it is tested. */
    @Schema(name = "EgressLinkCheck")
    record CheckBody(
            @Schema(description = "An address behind the link", example = "10.20.0.1")
                    @Nullable String address,
            @Schema(example = "443") @Nullable Integer port,
            @Schema(description = "1 to 3600; 5 unless given") @Nullable Integer intervalSeconds,
            @Schema(description = "Failures in a row that take it out; 2 unless given")
                    @Nullable Integer fall,
            @Schema(description = "Successes in a row that bring it back; 2 unless given")
                    @Nullable Integer rise) {

        Check draft() {
            return new Check(
                    text(address),
                    Objects.requireNonNullElse(port, 0),
                    Objects.requireNonNullElse(intervalSeconds, Check.USUAL_INTERVAL),
                    Objects.requireNonNullElse(fall, Check.USUAL_TIMES),
                    Objects.requireNonNullElse(rise, Check.USUAL_TIMES));
        }
    }

    EgressLinkDraft draft() {
        var required = new Required();
        String givenName = required.text("name", name);
        LinkKind givenKind = required.of("kind", kind, LinkKind.INTERNET);
        List<String> givenNetworks = required.of("networks", networks, List.of());
        List<EndBody> givenEnds = required.of("ends", ends, List.of());
        required.check();
        return new EgressLinkDraft(
                givenName,
                givenKind,
                Objects.requireNonNullElse(priority, 1),
                Objects.requireNonNullElse(enabled, true),
                Objects.requireNonNullElse(fallback, LinkFallback.LINKS),
                givenNetworks.stream().map(EgressLinkBody::text).toList(),
                givenEnds.stream().filter(Objects::nonNull).map(EndBody::draft).toList(),
                check == null ? null : check.draft(),
                text(note));
    }

    private static String text(@Nullable String given) {
        return Objects.requireNonNullElse(given, "");
    }
}
