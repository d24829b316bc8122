package io.passerelle.egress;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a link come to. Time is given, never asked for. Until a check has failed often
 * enough a link counts as good: a node that starts must not refuse everything first.
 */
final class LinkTracker {

    private final @Nullable LinkCheck check;
    private Instant nextCheck;
    private boolean running;
    private int failures;
    private int successes;
    private LinkState verdict = LinkState.UP;

    LinkTracker(@Nullable LinkCheck check, Instant now) {
        this.check = check;
        this.nextCheck = now;
    }

    /** Begins a check if one is due: null when none is. */
    synchronized @Nullable LinkCheck begin(Instant now) {
        if (check == null || running || now.isBefore(nextCheck)) {
            return null;
        }
        running = true;
        nextCheck = now.plusSeconds(check.intervalSeconds());
        return check;
    }

    /**
     * A check ended.
     *
     * @param outcome {@link LinkState#UP} or why not
     */
    synchronized void checked(LinkState outcome) {
        running = false;
        if (check == null) {
            return;
        }
        if (outcome.isUp()) {
            failures = 0;
            successes++;
            if (verdict.isUp() || successes >= check.rise()) {
                verdict = LinkState.UP;
            }
        } else {
            successes = 0;
            failures++;
            if (!verdict.isUp() || failures >= check.fall()) {
                verdict = outcome;
            }
        }
    }

    /**
     * Its end was away: when it is back it is looked at at once, and is good until told otherwise.
     */
    synchronized void away(Instant now) {
        failures = 0;
        successes = 0;
        verdict = LinkState.UP;
        nextCheck = now;
    }

    /** What the checks say. */
    synchronized LinkState verdict() {
        return verdict;
    }

    synchronized void follow(LinkTracker before) {
        synchronized (before) {
            nextCheck = before.nextCheck;
            failures = before.failures;
            successes = before.successes;
            verdict = before.verdict;
        }
    }
}
