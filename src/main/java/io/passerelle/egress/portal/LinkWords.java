package io.passerelle.egress.portal;

import io.passerelle.egress.LinkState;
import io.passerelle.egress.LinkStatus;
import io.passerelle.egress.NodeLinkState;
import io.passerelle.nodes.Node;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import java.util.List;
import java.util.stream.Collectors;

/** How links are, in words. */
final class LinkWords {

    private LinkWords() {}

    /** One node's view. */
    static Cell state(LinkStatus status) {
        return Cell.badge(Texts.text("egress.state", status.state()), tone(status.state()))
                .withTooltip(why(status));
    }

    /** The same in a sentence. */
    static String why(LinkStatus status) {
        return Texts.text("egress.why." + status.state(), status.detail());
    }

    /** What all nodes that run say of a link, in one word; the sentences under the pointer. */
    static Cell all(List<NodeLinkState> states, List<Node> nodes) {
        List<NodeLinkState> living = living(states, nodes);
        if (living.isEmpty()) {
            return Cell.badge(Texts.text("egress.state.UNKNOWN"), Tone.NEUTRAL);
        }
        List<NodeLinkState> here =
                living.stream().filter(s -> s.status().state() != LinkState.NOT_HERE).toList();
        String reasons =
                living.stream()
                        .map(s -> s.node() + ": " + why(s.status()))
                        .collect(Collectors.joining("\n"));
        if (here.isEmpty()) {
            return state(living.getFirst().status()).withTooltip(reasons);
        }
        long up = here.stream().filter(s -> s.status().isUp()).count();
        if (up > 0 && up < here.size()) {
            return Cell.badge(Texts.text("egress.state.PART", up, here.size()), Tone.WARN)
                    .withTooltip(reasons);
        }
        return state(here.getFirst().status()).withTooltip(reasons);
    }

    /** What those nodes said that run now. */
    static List<NodeLinkState> living(List<NodeLinkState> states, List<Node> nodes) {
        return states.stream()
                .filter(state ->
                        nodes.stream()
                                .anyMatch(node ->
                                        node.state().isAlive() && node.name().equals(state.node())))
                .toList();
    }

    private static Tone tone(LinkState state) {
        return switch (state) {
            case UP -> Tone.GOOD;
            case DISABLED, NOT_HERE -> Tone.NEUTRAL;
            default -> Tone.BAD;
        };
    }
}
