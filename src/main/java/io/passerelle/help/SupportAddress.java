package io.passerelle.help;

import java.util.UUID;

/**
 * A kind of equipment and where requests about it are mailed to.
 *
 * @param position its place among the others, smallest first
 * @param email empty: requests wait in the portal alone
 * @param language {@code fr} or {@code en}: in which they are written there
 * @param version counts changes
 */
public record SupportAddress(
        UUID id,
        int position,
        String labelFr,
        String labelEn,
        String email,
        String language,
        int version) {

    /** What is asked of an address. */
    public record Draft(
            int position, String labelFr, String labelEn, String email, String language) {}

    /** What the kind is called in the reader's language. */
    public String label(boolean french) {
        return french ? labelFr : labelEn;
    }
}
