package io.passerelle.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the parcels an order comes in.
 *
 * @param number counts the order's parcels, from 1
 * @param tracking the carrier's number
 * @param cards how many cards are in it
 * @param deliveredAt when it arrived; null while it is on its way
 */
public record Parcel(
        UUID id,
        UUID orderId,
        int number,
        String carrier,
        String tracking,
        int cards,
        Instant shippedAt,
        String shippedBy,
        @Nullable Instant deliveredAt,
        String deliveredBy) {}
