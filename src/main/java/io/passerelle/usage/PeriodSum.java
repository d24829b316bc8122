package io.passerelle.usage;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Bytes of a period of whole days.
 *
 * @param to the last day, which belongs to it
 */
public record PeriodSum(LocalDate from, LocalDate to, long octetsUp, long octetsDown) {

    /** How many days. */
    private long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /**
     * A day's even share. The shares of all days are the whole, to the byte.
     *
     * @param day one of the period's
     */
    Amount on(LocalDate day) {
        long passed = ChronoUnit.DAYS.between(from, day);
        return new Amount(share(octetsUp, passed), share(octetsDown, passed), 0);
    }

    private long share(long octets, long passed) {
        return part(octets, passed + 1) - part(octets, passed);
    }

    /** What is carried in so many days; SQL rounds down likewise. */
    private long part(long octets, long passed) {
        return BigInteger.valueOf(octets)
                .multiply(BigInteger.valueOf(passed))
                .divide(BigInteger.valueOf(days()))
                .longValueExact();
    }
}
