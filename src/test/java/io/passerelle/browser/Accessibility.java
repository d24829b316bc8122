package io.passerelle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core finds wrong for people who cannot see, hear or point well. */
final class Accessibility {

    /** Half a megabyte that a page is given once, however often it is judged. */
    private static final String AXE = AxeBuilder.getAxeScript();

    /** Serious and critical findings, in words. */
    private static final String GRAVE =
            """
            async rules => {
              const options = { resultTypes: ['violations'] };
              if (rules.length > 0) options.runOnly = { type: 'rule', values: rules };
              const found = await axe.run(document, options);
              return found.violations
                .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
                .map(rule => rule.id + ': ' + rule.help + rule.nodes.map(node =>
                  '\\n    ' + node.target + ' ' + node.html.split('\\n')[0]
                    + ' ' + node.failureSummary.replaceAll('\\n', ' ')).join(''));
            }\
            """;

    private Accessibility() {}

    /** Fails on serious and critical findings. */
    static void judge(Visit visit, String what) {
        judge(visit.page(), List.of(), what);
    }

    /** Fails on words one cannot read well on their ground: all that other colours can spoil. */
    static void judgeColors(Visit visit, String what) {
        judge(visit.page(), List.of("color-contrast"), what);
    }

    private static void judge(Page page, List<String> rules, String what) {
        if (page.evaluate("() => 'axe' in window").equals(false)) {
            page.evaluate(AXE);
        }
        assertThat((List<?>) page.evaluate(GRAVE, rules)).as("accessibility of " + what).isEmpty();
    }
}
