package io.passerelle.routing;

/**
 * A route's policy for open connections whose destination is lost (SPEC M2M-31).
 *
 * @param removed when the route no longer leads there: the destination was taken out of it, or the
 *     route was deleted or no longer belongs to the card's group
 * @param failed when health marks the destination down
 */
public record WhenLost(LossPolicy removed, LossPolicy failed) {

    /** Open connections go on, whatever becomes of their destination. */
    public static final WhenLost KEEP = new WhenLost(LossPolicy.KEEP, LossPolicy.KEEP);

    /** Whether open connections go on, whatever becomes of their destination. */
    public boolean isKeep() {
        return removed.action() == LossAction.KEEP && failed.action() == LossAction.KEEP;
    }
}
