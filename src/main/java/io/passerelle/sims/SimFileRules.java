package io.passerelle.sims;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a file of SIM cards may say, and what holds for its cards where it says nothing.
 *
 * @param columns the columns it may have
 * @param mostLines the most lines with a card
 * @param tooMany the reason it is refused for when it has more; its text names {@code mostLines}
 * @param operator the mobile operator
 * @param group the group's name; empty for the default group
 */
record SimFileRules(
        Set<SimColumn> columns,
        long mostLines,
        String tooMany,
        String operator,
        String group,
        SimStatus status) {

    /** Cards that somebody brings into the platform. */
    static final SimFileRules IMPORT =
            new SimFileRules(
                    Set.copyOf(EnumSet.allOf(SimColumn.class)),
                    SimImport.MOST_LINES,
                    "import.lines.many",
                    "",
                    "",
                    SimStatus.ACTIVE);

    /** Cards of a parcel: what else there is to say of them, the order has said. */
    static SimFileRules parcel(SimParcels.Parcel parcel) {
        return new SimFileRules(
                EnumSet.of(
                        SimColumn.ICCID,
                        SimColumn.MSISDN,
                        SimColumn.IMSI,
                        SimColumn.USER_NAME,
                        SimColumn.PASSWORD,
                        SimColumn.ACCESS_POINT,
                        SimColumn.STATIC_ADDRESS,
                        SimColumn.KIND),
                parcel.most(),
                "parcel.lines.many",
                parcel.operator(),
                parcel.group(),
                SimStatus.ORDERED);
    }
}
