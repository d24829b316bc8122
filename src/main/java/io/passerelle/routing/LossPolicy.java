package io.passerelle.routing;

/**
 * What is done with open connections whose destination is lost, for one way of losing it.
 *
 * @param drainSeconds how long {@link LossAction#DRAIN} lets them go on, 1 to {@link
 *     #DRAIN_AT_MOST}; without meaning for the other actions
 */
public record LossPolicy(LossAction action, int drainSeconds) {

    /** The longest drain: a day. */
    public static final int DRAIN_AT_MOST = 86_400;

    /** How long a drain lasts when nobody says otherwise. */
    public static final int USUAL_DRAIN = 300;

    /** Open connections go on. */
    public static final LossPolicy KEEP = new LossPolicy(LossAction.KEEP, USUAL_DRAIN);

    /** Open connections are ended at once. */
    public static final LossPolicy CUT = new LossPolicy(LossAction.CUT, USUAL_DRAIN);

    /** Open connections may go on for a while. */
    public static LossPolicy drain(int seconds) {
        return new LossPolicy(LossAction.DRAIN, seconds);
    }
}
