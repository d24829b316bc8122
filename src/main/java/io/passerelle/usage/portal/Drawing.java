package io.passerelle.usage.portal;

import io.passerelle.usage.Amount;
import io.passerelle.usage.Series;
import io.passerelle.usage.Slot;
import io.passerelle.usage.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A series as SVG: bars of what came on bars of what went, gaps shaded, lines at round values. A
 * few paths, however many values: a month of hours is drawn as fast as a day. Its classes get their
 * colours from the page's style sheet; a file of its own brings a light one.
 */
final class Drawing {

    private static final int LEFT = 62;
    private static final int RIGHT = 8;
    private static final int TOP = 10;
    private static final int BOTTOM = 24;
    private static final int TICK_ROOM = 74;
    private static final int HOURS_NAMED = 60;
    private static final double SPACE_FROM = 4;
    private static final double SPACE = 0.2;
    private static final int[] EVERY_HOURS = {1, 2, 3, 6, 12};

    private static final String STYLE =
            "<style>svg{background:#fff;font:12px sans-serif}.in{fill:#2f6fd0}.out{fill:#35a18c}"
                    + ".gap{fill:#e4e4e8}.line{stroke:#dcdce2}.label{fill:#55565e}.mark{display:none}</style>";

    private final Series series;
    private final Measure measure;
    private final SlotWords words;
    private final int width;
    private final int height;
    private final Scale scale;
    private final double slotWidth;

    Drawing(Series series, Measure measure, Locale locale, int width, int height) {
        this.series = series;
        this.measure = measure;
        this.words = new SlotWords(series, locale);
        this.width = width;
        this.height = height;
        this.scale =
                Scale.upTo(
                        series.slots().stream()
                                .map(Slot::amount)
                                .mapToLong(this::height)
                                .max()
                                .orElse(0));
        this.slotWidth = (double) (width - LEFT - RIGHT) / series.slots().size();
    }

    private long height(Amount amount) {
        return measure.isBytes() ? amount.octets() : amount.sessions();
    }

    /**
     * The drawing for a page.
     *
     * @param now what comes later is no gap
     */
    String inPage(Instant now) {
        return drawing("", now);
    }

    /** The drawing as a file. */
    String asFile(Instant now) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + drawing(STYLE, now);
    }

    private String drawing(String style, Instant now) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" data-left=\"%d\" data-slot=\"%s\">"
                        .formatted(width, height, LEFT, number(slotWidth))
                + style
                + gaps(now)
                + lines()
                + bars()
                + "<rect class=\"mark\" x=\"0\" y=\"%d\" width=\"0\" height=\"%d\"/>"
                        .formatted(TOP, plotHeight())
                + ticks()
                + "</svg>";
    }

    private int plotHeight() {
        return height - TOP - BOTTOM;
    }

    private String gaps(Instant now) {
        StringBuilder path = new StringBuilder();
        List<Slot> slots = series.slots();
        int begin = -1;
        for (int i = 0; i <= slots.size(); i++) {
            boolean gap =
                    i < slots.size() && !slots.get(i).heard() && slots.get(i).from().isBefore(now);
            if (gap && begin < 0) {
                begin = i;
            } else if (!gap && begin >= 0) {
                box(path, x(begin), TOP, x(i) - x(begin), plotHeight());
                begin = -1;
            }
        }
        return path("gap", path);
    }

    private String bars() {
        StringBuilder below = new StringBuilder();
        StringBuilder above = new StringBuilder();
        double space = slotWidth > SPACE_FROM ? slotWidth * SPACE : 0;
        for (int i = 0; i < series.slots().size(); i++) {
            Amount amount = series.slots().get(i).amount();
            if (height(amount) == 0) {
                continue;
            }
            long first = measure.isBytes() ? amount.octetsIn() : amount.sessions();
            double left = x(i) + space / 2;
            box(below, left, y(first), slotWidth - space, y(0) - y(first));
            if (measure.isBytes()) {
                double top = y(amount.octets());
                box(above, left, top, slotWidth - space, y(first) - top);
            }
        }
        return path("in", below) + path("out", above);
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        for (long value : scale.lines()) {
            String y = number(y(value));
            lines.append(
                    "<line class=\"line\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
                            .formatted(LEFT, width - RIGHT, y, y));
            lines.append(text(LEFT - 6, y(value) + 4, "end", words.axis(measure, value)));
        }
        return lines.toString();
    }

    private String ticks() {
        StringBuilder ticks = new StringBuilder();
        boolean hours = series.step() == Step.HOUR && span().toHours() <= HOURS_NAMED;
        int every = every(hours);
        double free = LEFT - TICK_ROOM / 2.0;
        int count = 0;
        for (int i = 0; i < series.slots().size(); i++) {
            Slot slot = series.slots().get(i);
            if (!isNamed(slot, hours, every) || (!hours && count++ % every != 0)) {
                continue;
            }
            double middle = series.step() == Step.HOUR ? x(i) : x(i) + slotWidth / 2;
            if (middle < free || middle > width - TICK_ROOM / 3.0) {
                continue;
            }
            free = middle + TICK_ROOM * 0.9;
            ticks.append(text(middle, height - 7, "middle", words.tick(slot, hours)));
        }
        return ticks.toString();
    }

    private boolean isNamed(Slot slot, boolean hours, int every) {
        return series.step() != Step.HOUR
                || (hours ? words.hourOf(slot) % every == 0 : words.beginsDay(slot));
    }

    /** Every how many hours, days or months there is room for a name. */
    private int every(boolean hours) {
        double room = (double) (width - LEFT - RIGHT) / TICK_ROOM;
        if (hours) {
            for (int every : EVERY_HOURS) {
                if (span().toHours() / (double) every <= room) {
                    return every;
                }
            }
            return EVERY_HOURS[EVERY_HOURS.length - 1];
        }
        double named =
                series.step() == Step.HOUR ? span().toDays() : (double) series.slots().size();
        return Math.max(1, (int) Math.ceil(named / room));
    }

    private Duration span() {
        return Duration.between(series.from(), series.until());
    }

    private double x(int slot) {
        return LEFT + slot * slotWidth;
    }

    private double y(long value) {
        return TOP + plotHeight() * (1 - scale.part(value));
    }

    private static void box(StringBuilder path, double x, double y, double width, double height) {
        path.append('M')
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append('h')
                .append(number(width))
                .append('v')
                .append(number(height))
                .append('h')
                .append(number(-width))
                .append('z');
    }

    private static String path(String name, StringBuilder path) {
        return path.isEmpty() ? "" : "<path class=\"" + name + "\" d=\"" + path + "\"/>";
    }

    private static String text(double x, double y, String anchor, String words) {
        return "<text class=\"label\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                .formatted(number(x), number(y), anchor, escaped(words));
    }

    /** Words are ours, but a month may have any sign in its name. */
    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
