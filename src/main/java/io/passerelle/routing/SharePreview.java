package io.passerelle.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the shares of a route come to, in words: "66.66 % / 33.33 %, then 100 %". Two decimals, cut
 * and not rounded, as SPEC M2M-22 has them.
 */
public final class SharePreview {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private SharePreview() {}

    /**
     * The parts of each priority, the lowest number first.
     *
     * @param destinations each with priority and share of at least 1
     */
    public static String of(Collection<? extends Weighted> destinations, Locale locale) {
        String then = locale.getLanguage().equals("fr") ? ", puis " : ", then ";
        return DestinationChoice.levels(List.<Weighted>copyOf(destinations)).stream()
                .map(level -> level(level, locale))
                .collect(Collectors.joining(then));
    }

    /** A part from 0 to 1 as a percentage cut to two decimals. */
    public static String percent(double part, Locale locale) {
        // A crumb more than the double holds, so that 0.29 is 29 % and not 28.99 %.
        return format(BigDecimal.valueOf(part * 100 + 1e-9), locale);
    }

    private static String level(List<Weighted> level, Locale locale) {
        long total = level.stream().mapToLong(Weighted::share).sum();
        return level.stream()
                .map(weighted ->
                        format(
                                HUNDRED.multiply(BigDecimal.valueOf(weighted.share()))
                                        .divide(BigDecimal.valueOf(total), 2, RoundingMode.DOWN),
                                locale))
                .collect(Collectors.joining(" / "));
    }

    private static String format(BigDecimal percent, Locale locale) {
        DecimalFormat format = new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(locale));
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(percent) + " %";
    }
}
