package io.passerelle.simulator;

/** Cards that come by parcel: numbers no card of the demo's first two thousand has. */
public final class DemoParcel {

    private static final int FIRST = 990_000;

    private DemoParcel() {}

    /**
     * The file of a parcel.
     *
     * @param first the first of its cards, from 0
     */
    public static String csv(int first, int cards) {
        var csv = new StringBuilder("iccid;msisdn;imsi\n");
        for (int number = FIRST + first; number < FIRST + first + cards; number++) {
            csv.append(DemoCards.iccid(number))
                    .append(";33700%06d;20801%010d\n".formatted(number, number + 1));
        }
        return csv.toString();
    }
}
