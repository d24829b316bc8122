package io.passerelle.help;

import java.time.Instant;
import java.util.UUID;

/**
 * A file of a guide.
 *
 * @param revision the how-manieth file of its guide, from 1
 * @param bytes its size
 * @param sha256 in hexadecimal digits
 */
public record DocumentContent(
        UUID id,
        int revision,
        long bytes,
        int pages,
        String sha256,
        Instant uploadedAt,
        String uploadedBy) {}
