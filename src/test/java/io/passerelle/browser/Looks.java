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
        for (int width : List.of(Visit.WIDE, Visit.NARROW)) {
            visit.is(width);
            String view = view(name, ColorScheme.LIGHT, width);
            visit.is(ColorScheme.LIGHT).picture(view).nothingSticksOut(view);
            if (name.endsWith("-fr")) {
                Accessibility.judge(visit, view);
                String dark = view(name, ColorScheme.DARK, width);
                visit.is(ColorScheme.DARK).picture(dark);
                Accessibility.judgeColors(visit, dark);
            }
        }
    }

    private static String view(String name, ColorScheme colors, int width) {
        return name + "-" + colors.name().toLowerCase(Locale.ROOT) + "-" + width;
    }
}
