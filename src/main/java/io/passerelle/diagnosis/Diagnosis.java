package io.passerelle.diagnosis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a terminal does not work, or that it does.
 *
 * @param at when that was found
 * @param answer the first thing in the chain that stops it; when nothing does, that it works
 * @param others what else was found, in the order of the chain
 */
public record Diagnosis(Instant at, Finding answer, List<Finding> others) {

    /** Copies. */
    public Diagnosis {
        others = List.copyOf(others);
    }

    /** What the rules find, in their order. */
    static Diagnosis of(Evidence evidence) {
        return of(evidence, Chain.of(evidence.sim()));
    }

    private static Diagnosis of(Evidence evidence, List<Rule> rules) {
        List<Finding> found = new ArrayList<>();
        for (Rule rule : rules) {
            rule.find(evidence).ifPresent(found::add);
        }
        Finding answer =
                found.stream()
                        .filter(Finding::stops)
                        .findFirst()
                        .or(() ->
                                found.stream()
                                        .filter(one -> one.actor() == Actor.NOBODY)
                                        .findFirst())
                        .or(() -> found.stream().findFirst())
                        .orElseGet(() -> new TrafficRules.Unclear().certain(evidence));
        List<Finding> others =
                found.stream().filter(one -> one != answer && one.actor() != Actor.NOBODY).toList();
        return new Diagnosis(evidence.now(), answer, others);
    }
}
