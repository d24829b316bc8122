package io.passerelle.egress.api;

import io.passerelle.egress.EgressLink;
import io.passerelle.egress.EgressLinkDraft;
import io.passerelle.egress.LinkFallback;
import io.passerelle.egress.LinkKind;
import io.passerelle.egress.LinkState;
import io.passerelle.egress.NodeLinkState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "EgressLink", description = "A way out of the gateway")
record EgressLinkView(
        UUID id,
        @Schema(example = "Bank A") String name,
        LinkKind kind,
        int priority,
        boolean enabled,
        LinkFallback fallback,
        @Schema(example = "[\"10.20.0.0/16\"]") List<String> networks,
        @Schema(
                        description =
                                "Those customers may only go to once each of them has the operator's"
                                        + " approval (/approved-networks)")
                List<String> internalNetworks,
        List<EndView> ends,
        EgressLinkBody.@Nullable CheckBody check,
        String note,
        @Schema(description = "How each node sees it") List<StateView> states,
        Instant createdAt,
        Instant updatedAt,
        @Schema(description = "Counts changes; also the ETag", example = "1") int version) {

    /** Where it begins on a node. */
    @Schema(name = "EgressLinkEndView")
    record EndView(
            @Schema(description = "Empty for every other node") String node,
            String ipv4,
            String ipv6,
            String device) {}

    /** How a node sees it. */
    @Schema(name = "EgressLinkState")
    record StateView(
            String node,
            LinkState state,
            @Schema(description = "What it is about", example = "xfrm0") String detail,
            Instant since) {}

    static EgressLinkView of(EgressLink link, List<NodeLinkState> states) {
        EgressLinkDraft texts = EgressLinkDraft.of(link);
        return new EgressLinkView(
                link.id(),
                link.name(),
                link.kind(),
                link.priority(),
                link.enabled(),
                link.fallback(),
                texts.networks(),
                link.internalNetworks().stream().map(Object::toString).toList(),
                texts.ends().stream()
                        .map(end -> new EndView(end.node(), end.ipv4(), end.ipv6(), end.device()))
                        .toList(),
                check(texts.check()),
                link.note(),
                states.stream().map(EgressLinkView::state).toList(),
                link.createdAt(),
                link.updatedAt(),
                link.version());
    }

    private static EgressLinkBody.@Nullable CheckBody check(EgressLinkDraft.@Nullable Check check) {
        return check == null
                ? null
                : new EgressLinkBody.CheckBody(
                        check.address(),
                        check.port(),
                        check.intervalSeconds(),
                        check.fall(),
                        check.rise());
    }

    private static StateView state(NodeLinkState state) {
        return new StateView(
                state.node(),
                state.status().state(),
                state.status().detail(),
                state.status().since());
    }
}
