package io.passerelle.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of invoice records, well formed as far as a line alone can tell.
 *
 * @param line its number in the file
 * @param iccid the card's; null when the number names it
 * @param msisdn the card's number, digits only; null when the line has none
 * @param to the last day, which belongs to it
 */
public record InvoiceLine(
        long line,
        @Nullable String iccid,
        @Nullable String msisdn,
        LocalDate from,
        LocalDate to,
        long octetsUp,
        long octetsDown,
        String label) {}
