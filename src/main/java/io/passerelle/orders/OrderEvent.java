package io.passerelle.orders;

import java.time.Instant;

/**
 * Something that happened to an order.
 *
 * @param login who did it
 * @param cards how many cards it was about
 * @param note the reason, or the parcel's carrier and number
 */
public record OrderEvent(Instant at, String login, OrderAction step, int cards, String note) {}
