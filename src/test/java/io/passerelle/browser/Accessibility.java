package io.passerelle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import java.util.List;
import java.util.Set;

/** What axe-core finds wrong for people who cannot see, hear or point well. */
final class Accessibility {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Accessibility() {}

    /** Fails on serious and critical findings. */
    static void judge(Visit visit, String what) {
        judge(new AxeBuilder(visit.page()), what);
    }

    /** Fails on words one cannot read well on their ground: all that other colours can spoil. */
    static void judgeColors(Visit visit, String what) {
        judge(new AxeBuilder(visit.page()).withRules(List.of("color-contrast")), what);
    }

    private static void judge(AxeBuilder axe, String what) {
        var violations = new AxeRunOptions();
        violations.setResultTypes(List.of("violations")); // what is well is not told one by one
        List<String> grave =
                axe
                        .options(violations)
                        .setLegacyMode(
                                true) // in the page itself: no second page for each judgement
                        .analyze()
                        .getViolations()
                        .stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Accessibility::words)
                        .toList();
        assertThat(grave).as("accessibility of " + what).isEmpty();
    }

    private static String words(Rule rule) {
        var text = new StringBuilder(rule.getId() + ": " + rule.getHelp());
        rule.getNodes()
                .forEach(node ->
                        text.append("\n    ")
                                .append(node.getTarget())
                                .append(" ")
                                .append(node.getHtml().lines().findFirst().orElse(""))
                                .append(" ")
                                .append(node.getFailureSummary().replace('\n', ' ')));
        return text.toString();
    }
}
