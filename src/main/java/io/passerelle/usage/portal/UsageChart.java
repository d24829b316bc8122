package io.passerelle.usage.portal;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.passerelle.portal.Texts;
import io.passerelle.usage.Series;
import io.passerelle.usage.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A chart that is read with the pointer or with the arrow keys: to assistive technology it is a
 * slider over its values. It is drawn twice, for a wide place and a narrow one, and the place
 * decides which is seen.
 */
final class UsageChart extends Div {

    private static final String NAME = "usage.chart";
    private static final int WIDE = 980;
    private static final int NARROW = 400;
    private static final int HEIGHT = 300;
    private static final int LOW = 230;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String READING =
            """
            this.chartTexts = $0;
            this.chartAt = Math.min(this.chartAt ?? $0.length - 1, $0.length - 1);
            const show = index => {
              const last = this.chartTexts.length - 1;
              this.chartAt = Math.max(0, Math.min(last, index));
              for (const svg of this.querySelectorAll('svg')) {
                const wide = +svg.dataset.slot;
                const mark = svg.querySelector('.mark');
                mark.setAttribute('x', +svg.dataset.left + this.chartAt * wide);
                mark.setAttribute('width', Math.max(wide, 1));
              }
              this.classList.add('reading');
              this.querySelector('.readout').textContent = this.chartTexts[this.chartAt];
              this.setAttribute('aria-valuenow', this.chartAt);
              this.setAttribute('aria-valuetext', this.chartTexts[this.chartAt]);
            };
            if (!this.chartReady) {
              this.chartReady = true;
              this.addEventListener('pointermove', event => {
                const svg = event.target.closest('svg');
                if (!svg) { return; }
                const box = svg.getBoundingClientRect();
                const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
                const index = Math.floor((x - svg.dataset.left) / svg.dataset.slot);
                if (index >= 0 && index < this.chartTexts.length) { show(index); }
              });
              this.addEventListener('keydown', event => {
                const page = Math.max(1, Math.round(this.chartTexts.length / 10));
                const to = {
                  ArrowLeft: this.chartAt - 1, ArrowDown: this.chartAt - 1,
                  ArrowRight: this.chartAt + 1, ArrowUp: this.chartAt + 1,
                  PageUp: this.chartAt - page, PageDown: this.chartAt + page,
                  Home: 0, End: this.chartTexts.length - 1 }[event.key];
                if (to === undefined) { return; }
                event.preventDefault();
                show(to);
              });
            }
            this.setAttribute('aria-valuemin', 0);
            this.setAttribute('aria-valuemax', $0.length - 1);
            this.setAttribute('aria-valuenow', this.chartAt);
            this.setAttribute('aria-valuetext', this.chartTexts[this.chartAt]);
            if (this.classList.contains('reading')) { show(this.chartAt); }
            """;

    private final Div wide = new Div();
    private final Div narrow = new Div();
    private final Span readout = new Span();

    UsageChart() {
        addClassName("usage-chart");
        getElement().setAttribute("role", "slider");
        getElement().setAttribute("tabindex", "0");
        wide.addClassName("wide");
        narrow.addClassName("narrow");
        readout.addClassName("readout");
        Div legend = new Div(readout);
        legend.addClassName("reading-line");
        add(wide, narrow, legend);
    }

    /**
     * Draws a series.
     *
     * @param about whose it is and when, for who cannot see it
     */
    void show(Series series, Measure measure, String about, Instant now, Locale locale) {
        wide.getElement()
                .setProperty(
                        "innerHTML",
                        new Drawing(series, measure, locale, WIDE, HEIGHT).inPage(now));
        narrow.getElement()
                .setProperty(
                        "innerHTML", new Drawing(series, measure, locale, NARROW, LOW).inPage(now));
        readout.setText(Texts.text(NAME + ".how"));
        getElement().setAttribute("aria-label", about);
        getElement().executeJs(READING, texts(series, locale));
    }

    private static ArrayNode texts(Series series, Locale locale) {
        SlotWords words = new SlotWords(series, locale);
        ArrayNode texts = JSON.createArrayNode();
        List<Slot> slots = series.slots();
        slots.forEach(slot -> texts.add(words.when(slot) + " · " + words.what(slot)));
        return texts;
    }
}
