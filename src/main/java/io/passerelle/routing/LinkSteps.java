package io.passerelle.routing;

import static io.passerelle.routing.Explanation.Choice;
import static io.passerelle.routing.Explanation.Road;
import static io.passerelle.routing.Explanation.Step;
import static io.passerelle.routing.Explanation.Topic;
import static io.passerelle.routing.Explanation.Verdict;

import io.passerelle.egress.NodeLink;
import java.util.ArrayList;
import java.util.List;

/** The words for the egress links by which destinations are reached (SPEC M2M-27). */
final class LinkSteps {

    private LinkSteps() {}

    static List<Step> of(List<Choice> choices) {
        List<Step> steps = new ArrayList<>();
        boolean anyReachable = choices.stream().anyMatch(Choice::isReachable);
        for (Choice choice : choices) {
            for (Road road : choice.roads()) {
                add(steps, choice.destination().target().toString(), road, anyReachable);
            }
        }
        return steps;
    }

    private static void add(List<Step> steps, String server, Road road, boolean anyReachable) {
        if (road.plan().links().isEmpty() && road.plan().defaultWay()) {
            return; // it lies behind no link
        }
        String address = road.address().getHostAddress();
        for (NodeLink link : road.plan().links()) {
            String name = link.link().name();
            if (link.takes(road.address())) {
                steps.add(Step.of(Topic.LINK, Verdict.GOOD, "link.used", server, address, name));
                return;
            }
            String code = "link.down." + link.status().state();
            steps.add(Step.of(Topic.LINK, Verdict.CAUTION, code, server, address, name));
        }
        boolean open = road.isOpen();
        steps.add(
                Step.of(
                        Topic.LINK,
                        open || anyReachable ? Verdict.CAUTION : Verdict.STOPS,
                        open ? "link.default" : "link.none",
                        server,
                        address));
    }
}
