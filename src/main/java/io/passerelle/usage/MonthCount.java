package io.passerelle.usage;

import java.time.LocalDate;

/** One stored month (UTC) of which the hours are gone; {@code month} is its first day. */
public record MonthCount(LocalDate month, Amount amount) {}
