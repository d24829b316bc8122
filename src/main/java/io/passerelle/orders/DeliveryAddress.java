package io.passerelle.orders;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an organisation's address book.
 *
 * @param street one to three lines
 * @param country ISO 3166-1 alpha-2
 * @param retiredAt since when it is no longer offered; null while it is
 */
public record DeliveryAddress(
        UUID id,
        UUID organisationId,
        String company,
        String contact,
        String street,
        String postcode,
        String town,
        String country,
        String telephone,
        @Nullable Instant retiredAt,
        Instant createdAt,
        int version) {

    /** The lines of a parcel's label; the country in French, the language of the post. */
    public String label() {
        return Stream.of(
                        company,
                        contact,
                        street,
                        postcode + " " + town,
                        Locale.of("", country)
                                .getDisplayCountry(Locale.FRENCH)
                                .toUpperCase(Locale.ROOT),
                        telephone)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** How a choice names it. */
    public String shortly() {
        return company + ", " + postcode + " " + town;
    }
}
