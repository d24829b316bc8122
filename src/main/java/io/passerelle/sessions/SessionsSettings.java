package io.passerelle.sessions;

import io.passerelle.foundation.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How RADIUS is served.
 *
 * @param limits what bounds sessions
 * @param radSec how RadSec is served; null leaves it off
 * @param radius how much of this node one server may take
 */
public record SessionsSettings(SessionLimits limits, @Nullable RadSec radSec, RadiusLimits radius) {

    /** With the usual limits for every server. */
    public SessionsSettings(SessionLimits limits, @Nullable RadSec radSec) {
        this(limits, radSec, RadiusLimits.usual());
    }

    /**
     * RadSec (RFC 6614).
     *
     * @param certificate the server's certificate and its chain, PEM
     * @param key its private key, PKCS #8 PEM without a password
     * @param authorities the authorities client certificates must come from, PEM
     * @param madeIn when not null the three files, and a client's, are made in this folder if they
     *     are not there yet: for trials
     */
    public record RadSec(Path certificate, Path key, Path authorities, @Nullable Path madeIn) {

        /** The name in the client certificate that is made for trials. */
        public static final String TRIAL_CLIENT = "ggsn.example";

        /** Files made by ourselves in a folder. */
        public static RadSec madeIn(Path folder) {
            return new RadSec(
                    folder.resolve("server.pem"),
                    folder.resolve("server.key"),
                    folder.resolve("ca.pem"),
                    folder);
        }
    }

    /** The usual limits, without RadSec. */
    public static SessionsSettings usual() {
        return new SessionsSettings(SessionLimits.USUAL, null);
    }

    /** Reads {@code passerelle.sessions.*}. */
    public static SessionsSettings read(SettingsReader settings) {
        SessionLimits usual = SessionLimits.USUAL;
        var limits =
                new SessionLimits(
                        settings.bool(
                                "passerelle.sessions.refuse-over-limit", usual.refuseOverLimit()),
                        settings.duration(
                                "passerelle.sessions.promise",
                                usual.promiseLasts(),
                                Duration.ofSeconds(5),
                                Duration.ofHours(1)),
                        usual.promisesAtMost(),
                        usual.endedRemembered(),
                        settings.integer(
                                "passerelle.sessions.intervals-missed",
                                usual.intervalsMissed(),
                                1,
                                100));
        return new SessionsSettings(limits, radSec(settings), RadiusLimits.read(settings));
    }

    private static @Nullable RadSec radSec(SettingsReader settings) {
        String madeIn = settings.textOrNull("passerelle.sessions.radsec.made-in");
        String certificate = settings.textOrNull("passerelle.sessions.radsec.certificate");
        String key = settings.textOrNull("passerelle.sessions.radsec.key");
        String authorities = settings.textOrNull("passerelle.sessions.radsec.authorities");
        if (certificate == null && key == null && authorities == null) {
            return madeIn == null
                    ? null
                    : RadSec.madeIn(settings.path("passerelle.sessions.radsec.made-in", ""));
        }
        if (madeIn != null) {
            settings.refuse(
                    "passerelle.sessions.radsec.made-in",
                    "excludes certificate, key and authorities");
        }
        if (certificate == null || key == null || authorities == null) {
            settings.refuse(
                    "passerelle.sessions.radsec.certificate",
                    "certificate, key and authorities belong together");
            return null;
        }
        return new RadSec(
                file(settings, "passerelle.sessions.radsec.certificate"),
                file(settings, "passerelle.sessions.radsec.key"),
                file(settings, "passerelle.sessions.radsec.authorities"),
                null);
    }

    private static Path file(SettingsReader settings, String key) {
        Path path = settings.path(key, "");
        if (!path.toFile().canRead()) {
            settings.refuse(key, "cannot be read: " + path);
        }
        return path;
    }
}
