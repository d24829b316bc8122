package io.passerelle.sims;

/**
 * What is known of the card that takes the place of another; empty texts for what is not.
 *
 * @param iccid 13 to 22 digits
 * @param imsi 14 or 15 digits
 * @param msisdn international, digits only; empty keeps the number of the card it replaces
 */
public record NewCard(String iccid, String imsi, String msisdn) {

    /** Nothing is known: the mobile operator chooses. */
    public static final NewCard UNKNOWN = new NewCard("", "", "");

    /** This, with what the other knows where this knows nothing. */
    NewCard or(NewCard other) {
        return new NewCard(
                iccid.isEmpty() ? other.iccid : iccid,
                imsi.isEmpty() ? other.imsi : imsi,
                msisdn.isEmpty() ? other.msisdn : msisdn);
    }
}
