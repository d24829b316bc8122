package io.passerelle.sessions.portal;

import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import io.passerelle.sessions.Authentication;
import io.passerelle.sessions.AuthenticationMethod;
import io.passerelle.sessions.AuthenticationReason;

/** Attempts to sign on in words. */
final class AuthenticationWords {

    private AuthenticationWords() {}

    /** Accepted or refused. */
    static Cell verdict(Authentication attempt) {
        return attempt.accepted()
                ? Cell.badge(Texts.text("sessions.verdict.true"), Tone.GOOD)
                : Cell.badge(Texts.text("sessions.verdict.false"), Tone.BAD);
    }

    /** Why, with what to do under the pointer. */
    static Cell reason(Authentication attempt) {
        return Cell.of(Texts.text("sessions.reason", attempt.reason()))
                .withTooltip(remedy(attempt.reason()));
    }

    /** What it means and what to do. */
    static String remedy(AuthenticationReason reason) {
        return Texts.text("sessions.remedy", reason);
    }

    /** How the terminal proved who it is. */
    static String method(AuthenticationMethod method) {
        return Texts.text("sessions.method", method);
    }
}
