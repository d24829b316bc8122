package io.passerelle.sims.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.passerelle.portal.Texts;
import io.passerelle.sims.ImportProgress;

/** How far a file is. */
final class ImportProgressBar extends Div {

    private static final String NAME = "sims.import";

    private final Span words = new Span();
    private final ProgressBar bar = new ProgressBar();

    ImportProgressBar() {
        addClassName("import-progress");
        setId("sims-import-progress");
        words.getElement().setAttribute("aria-live", "polite");
        bar.getElement().setAttribute("aria-label", Texts.text(NAME + ".progress"));
        add(words, bar);
        setVisible(false);
    }

    void start(boolean dryRun) {
        words.setText(Texts.text(NAME + (dryRun ? ".trying" : ".importing")));
        bar.setIndeterminate(true);
        setVisible(true);
    }

    void show(ImportProgress progress) {
        words.setText(
                Texts.text(NAME + ".step." + progress.step(), progress.lines(), progress.of()));
        bar.setIndeterminate(progress.of() == 0 || progress.lines() == 0);
        bar.setMax(Math.max(1, progress.of()));
        bar.setValue(Math.min(progress.lines(), Math.max(1, progress.of())));
    }

    void stop() {
        setVisible(false);
    }
}
