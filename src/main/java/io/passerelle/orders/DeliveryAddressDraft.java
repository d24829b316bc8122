package io.passerelle.orders;

import java.util.UUID;

/**
 * What somebody gives to add or change an address; texts as typed.
 *
 * @param organisationId cannot be changed later
 * @param street one to three lines, 300 characters in all
 * @param country ISO 3166-1 alpha-2, in any case
 */
public record DeliveryAddressDraft(
        UUID organisationId,
        String company,
        String contact,
        String street,
        String postcode,
        String town,
        String country,
        String telephone) {}
