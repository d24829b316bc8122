package io.passerelle.routing;

import io.passerelle.connections.LiveConnection;
import io.passerelle.connections.LiveConnections;
import io.passerelle.foundation.HostPort;
import io.passerelle.foundation.Visible;
import io.passerelle.routing.Explanation.Step;
import io.passerelle.routing.Explanation.Topic;
import io.passerelle.routing.Explanation.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What would become of the connections that are open now (SPEC M2M-31, M2M-32), in steps. */
@Component
final class OpenConnectionSteps {

    private final LiveConnections live;

    OpenConnectionSteps(LiveConnections live) {
        this.live = live;
    }

    /**
     * @param inForce the route whose connections are open; null when there is none
     * @param next the route as the question has it
     */
    List<Step> of(Visible visible, @Nullable Route inForce, Route next, WhatIf whatIf) {
        List<Step> steps = new ArrayList<>();
        if (inForce == null) {
            return steps;
        }
        for (HostPort target : targets(inForce)) {
            if (!next.leadsTo(target)) {
                steps.add(
                        step("open.removed.", next.whenLost().removed(), visible, inForce, target));
            } else if (whatIf.dead().contains(target)) {
                steps.add(step("open.failed.", next.whenLost().failed(), visible, inForce, target));
            }
        }
        return steps;
    }

    private Step step(
            String code, LossPolicy policy, Visible visible, Route inForce, HostPort target) {
        return Step.of(
                Topic.OPEN,
                policy.action() == LossAction.KEEP ? Verdict.GOOD : Verdict.CAUTION,
                code + policy.action(),
                target.toString(),
                live.count(visible, to(inForce, target)),
                policy.drainSeconds());
    }

    private static Predicate<LiveConnection> to(Route route, HostPort target) {
        String name = target.toString();
        return open -> route.id().equals(open.routeId()) && open.destination().equals(name);
    }

    private static LinkedHashSet<HostPort> targets(Route route) {
        return route.destinations().stream()
                .map(Destination::target)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
