package io.passerelle.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;

/** A page on a desk and on a telephone, light and dark. */
final class Looks {

    private Looks() {}

    /**
     * Nothing sticks out, nobody is shut out. In French all of it; in English, where only the words
     * differ, that there is room for them.
     *
     * @param name the page and, behind a dash, its language
     */
    static void at(Visit visit, String name) {
        boolean whole = name.endsWith("-fr");
        for (int width : List.of(Visit.WIDE, Visit.NARROW)) {
            String view = view(name, ColorScheme.LIGHT, width);
            visit.is(width).picture(view).nothingSticksOut(view);
            if (whole) {
                Accessibility.judge(visit, view);
            }
        }
        if (whole) {
            visit.is(ColorScheme.DARK); // once: colours change softly, and that takes its time
            for (int width : List.of(Visit.NARROW, Visit.WIDE)) {
                String view = view(name, ColorScheme.DARK, width);
                Accessibility.judgeColors(visit.is(width).picture(view), view);
            }
        }
    }

    private static String view(String name, ColorScheme colors, int width) {
        return name + "-" + colors.name().toLowerCase(Locale.ROOT) + "-" + width;
    }
}
