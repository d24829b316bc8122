package io.passerelle.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a mobile operator's invoice says one card carried (M2M-46).
 *
 * @param simLabel the card's label as it is now
 * @param organisationId whose the card was when the record was first brought in
 * @param groupId where the card was then
 * @param from the first day
 * @param to the last day, which belongs to it
 * @param octetsUp received from the terminal
 * @param octetsDown sent to the terminal
 * @param label what the invoice calls it; may be empty
 * @param fileName the file that said it last
 * @param loadedBy the login of who sent that file
 */
public record InvoiceRecord(
        UUID id,
        UUID simId,
        String iccid,
        String simLabel,
        UUID organisationId,
        UUID groupId,
        LocalDate from,
        LocalDate to,
        long octetsUp,
        long octetsDown,
        String label,
        String fileName,
        String loadedBy,
        Instant loadedAt) {

    /** Bytes both ways. */
    public long octets() {
        return octetsUp + octetsDown;
    }
}
