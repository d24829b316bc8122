package io.passerelle.relay;

import io.passerelle.connections.EndReason;
import io.passerelle.routing.LossAction;
import io.passerelle.routing.LossPolicy;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long an open connection may go on after its destination was lost (SPEC M2M-31). Pure: time is
 * given, as by {@link System#nanoTime}. A destination can be lost in two ways at once; what ends
 * the connection first counts. What comes back in time is forgiven.
 */
record Reprieve(@Nullable Loss removed, @Nullable Loss failed) {

    /** Nothing is lost. */
    static final Reprieve NONE = new Reprieve(null, null);

    /**
     * A destination lost in one way.
     *
     * @param policy never to keep
     * @param since when the connection learned of it
     */
    record Loss(LossPolicy policy, long since) {

        private long end() {
            long drain = policy.action() == LossAction.CUT ? 0 : policy.drainSeconds();
            return since + TimeUnit.SECONDS.toNanos(drain);
        }

        private long left(long now) {
            return Math.max(0, end() - now);
        }

        private EndReason reason(EndReason cut, EndReason drained) {
            return policy.action() == LossAction.CUT ? cut : drained;
        }
    }

    /**
     * What follows when this is how things are: a loss that goes on keeps its beginning, whatever
     * its policy has become.
     */
    Reprieve next(Losses.Standing standing, long now) {
        if (standing.isGood()) {
            return NONE;
        }
        return new Reprieve(
                next(removed, standing.removed(), now), next(failed, standing.failed(), now));
    }

    /** Whether that is how things already were. */
    boolean is(Losses.Standing standing) {
        return is(removed, standing.removed()) && is(failed, standing.failed());
    }

    /** Why the connection ends now; null when it goes on. */
    @Nullable EndReason over(long now) {
        if (left(now) > 0) {
            return null;
        }
        if (removed != null && (failed == null || failed.end() - removed.end() >= 0)) {
            return removed.reason(EndReason.DESTINATION_REMOVED, EndReason.DRAINED_AFTER_REMOVAL);
        }
        return failed == null
                ? null
                : failed.reason(EndReason.DESTINATION_DOWN, EndReason.DRAINED_AFTER_FAILURE);
    }

    /** For how many nanoseconds it may go on; {@link Long#MAX_VALUE} when nothing is lost. */
    long left(long now) {
        return Math.min(left(removed, now), left(failed, now));
    }

    /** When it is over, by the clock; null when nothing is lost. */
    @Nullable Instant until() {
        long left = left(System.nanoTime());
        return left == Long.MAX_VALUE ? null : Instant.now().plusNanos(left);
    }

    private static @Nullable Loss next(
            @Nullable Loss before, @Nullable LossPolicy policy, long now) {
        if (policy == null || policy.action() == LossAction.KEEP) {
            return null;
        }
        return new Loss(policy, before == null ? now : before.since());
    }

    private static boolean is(@Nullable Loss loss, @Nullable LossPolicy policy) {
        return loss == null
                ? policy == null || policy.action() == LossAction.KEEP
                : loss.policy().equals(policy);
    }

    private static long left(@Nullable Loss loss, long now) {
        return loss == null ? Long.MAX_VALUE : loss.left(now);
    }
}
