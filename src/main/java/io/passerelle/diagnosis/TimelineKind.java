package io.passerelle.diagnosis;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What can happen to a card. Bundle key {@code diagnosis.kind.<name>}. */
public enum TimelineKind {
    /** It signed on. */
    SIGN_ON(Source.AUTHENTICATION),
    /** It was not let in. */
    SIGN_ON_REFUSED(Source.AUTHENTICATION),
    /** A rule found something about it. */
    ALERT(Source.ALERT),
    /** Its status changed. */
    STATUS(Source.STATUS_CHANGE),
    /** Something was asked of the mobile operator. */
    REQUEST(Source.REQUEST),
    /** What was asked came to its end. */
    ANSWER(Source.ANSWER),
    /** A session began. */
    SESSION_START(Source.SESSION_START),
    /** A connection was carried; it stands where it was opened, once it has ended. */
    CONNECTION(Source.CONNECTION),
    /** A connection was not carried. */
    REFUSAL(Source.CONNECTION),
    /** A session ended. */
    SESSION_END(Source.SESSION_END);

    /** Where events are read from; of several at one moment the later source happened last. */
    public enum Source {
        AUTHENTICATION,
        ALERT,
        STATUS_CHANGE,
        REQUEST,
        ANSWER,
        SESSION_START,
        CONNECTION,
        SESSION_END
    }

    private final Source source;

    TimelineKind(Source source) {
        this.source = source;
    }

    /** Where its events are read from. */
    public Source source() {
        return source;
    }

    /** The kinds that one source has. */
    public static Set<TimelineKind> of(Source source) {
        return Arrays.stream(values())
                .filter(kind -> kind.source == source)
                .collect(Collectors.toUnmodifiableSet());
    }
}
