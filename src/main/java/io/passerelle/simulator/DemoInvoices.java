package io.passerelle.simulator;

import io.passerelle.simulator.DemoPlan.Card;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * What the mobile operators' invoices of the last months say of the demo's cards that go straight
 * to the Internet.
 */
public final class DemoInvoices {

    private static final int MONTHS = 6;
    private static final long LEAST = 180_000_000;
    private static final long SPREAD = 420_000_000;

    private DemoInvoices() {}

    /**
     * What an invoice says of one card.
     *
     * @param to the last day, which belongs to it
     */
    public record Line(
            Card card, LocalDate from, LocalDate to, long octetsUp, long octetsDown, String file) {}

    /** The invoices of the months before this one; equal cards and months give equal lines. */
    public static List<Line> upTo(LocalDate today, List<Card> cards) {
        List<Line> lines = new ArrayList<>();
        YearMonth current = YearMonth.from(today);
        for (int back = MONTHS; back >= 1; back--) {
            YearMonth month = current.minusMonths(back);
            cards.stream()
                    .filter(Card::isPublic)
                    .map(card -> line(card, month))
                    .forEach(lines::add);
        }
        return List.copyOf(lines);
    }

    private static Line line(Card card, YearMonth month) {
        long seed = Math.floorMod(card.iccid().hashCode() * 31L + month.hashCode() * 7L, SPREAD);
        long down = LEAST + seed;
        return new Line(
                card,
                month.atDay(1),
                month.atEndOfMonth(),
                down / 9,
                down,
                "facture-" + month + ".csv");
    }
}
