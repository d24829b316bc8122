package io.passerelle.routing;

import static io.passerelle.routing.Explanation.Choice;
import static io.passerelle.routing.Explanation.Step;
import static io.passerelle.routing.Explanation.Topic;
import static io.passerelle.routing.Explanation.Verdict;

import java.util.ArrayList;
import java.util.List;

/** The words for what the destinations of a route are like. */
final class ProspectSteps {

    private ProspectSteps() {}

    static void add(List<Step> steps, List<Choice> choices) {
        steps.addAll(health(choices));
        steps.addAll(guard(choices));
        steps.addAll(LinkSteps.of(choices));
    }

    private static List<Step> health(List<Choice> choices) {
        List<Step> steps = new ArrayList<>();
        for (Choice choice : choices) {
            String server = choice.destination().target().toString();
            if (choice.addresses().isEmpty()) {
                steps.add(Step.of(Topic.HEALTH, Verdict.CAUTION, "name.unresolved", server));
            } else if (choice.assumedDead()) {
                steps.add(Step.of(Topic.HEALTH, Verdict.CAUTION, "health.dead", server));
            } else {
                state(steps, choice.health(), server);
            }
            if (choice.namesKept()) {
                steps.add(Step.of(Topic.HEALTH, Verdict.CAUTION, "name.kept", server));
            }
        }
        boolean allDead =
                choices.stream().allMatch(c -> c.assumedDead() || c.addresses().isEmpty());
        boolean noneWorks = choices.stream().allMatch(c -> c.probability() == 0);
        if (allDead) {
            steps.add(Step.of(Topic.HEALTH, Verdict.STOPS, "health.all.dead"));
        } else if (noneWorks) {
            steps.add(Step.of(Topic.HEALTH, Verdict.CAUTION, "health.last.resort"));
        } else if (steps.isEmpty()) {
            steps.add(Step.of(Topic.HEALTH, Verdict.GOOD, "health.good"));
        }
        return steps;
    }

    private static void state(List<Step> steps, Health health, String server) {
        switch (health) {
            case Health.Up ignored -> {}
            case Health.Down down ->
                    steps.add(
                            Step.of(
                                    Topic.HEALTH,
                                    Verdict.CAUTION,
                                    "health.down." + down.reason().key(),
                                    server));
            case Health.Returning ignored ->
                    steps.add(Step.of(Topic.HEALTH, Verdict.CAUTION, "health.returning", server));
        }
    }

    private static List<Step> guard(List<Choice> choices) {
        List<Step> steps = new ArrayList<>();
        boolean anyAllowed = choices.stream().anyMatch(Choice::isAllowed);
        boolean anyKnown = choices.stream().anyMatch(c -> !c.addresses().isEmpty());
        for (Choice choice : choices) {
            choice.refused()
                    .forEach(address ->
                            steps.add(
                                    Step.of(
                                            Topic.GUARD,
                                            anyAllowed ? Verdict.CAUTION : Verdict.STOPS,
                                            "guard.refused",
                                            choice.destination().target().toString(),
                                            address.getHostAddress())));
        }
        if (steps.isEmpty() && anyKnown) {
            steps.add(Step.of(Topic.GUARD, Verdict.GOOD, "guard.good"));
        }
        return steps;
    }
}
