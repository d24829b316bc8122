package io.passerelle.relay;

import io.passerelle.foundation.SettingsReader;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How this node takes its leave.
 *
 * @param pause how long it goes on taking connections after {@code /ready} has begun to answer 503;
 *     null leaves it to whether anybody is there who could look
 */
public record StopSettings(@Nullable Duration pause) {

    /** Load balancers look every two seconds (HAProxy) to ten (clouds), and go by two or three. */
    static final Duration BEHIND_OTHERS = Duration.ofSeconds(5);

    private static final String PAUSE = "passerelle.relay.stop-pause";

    /** Reads {@code passerelle.relay.stop-pause}. */
    public static StopSettings read(SettingsReader settings) {
        Duration pause =
                settings.duration(PAUSE, BEHIND_OTHERS, Duration.ZERO, Duration.ofMinutes(10));
        return new StopSettings(settings.textOrNull(PAUSE) == null ? null : pause);
    }

    /**
     * How long to wait.
     *
     * @param isBalanced whether somebody sends new connections elsewhere: another node lives, or
     *     load balancers are trusted
     */
    Duration pause(boolean isBalanced) {
        if (pause != null) {
            return pause;
        }
        return isBalanced ? BEHIND_OTHERS : Duration.ZERO;
    }
}
