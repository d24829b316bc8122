package io.passerelle.store;

import io.passerelle.foundation.SettingsReader;

/**
 * How long history is kept, in days; 0 keeps it for good. Connections and attempts to sign on go by
 * whole weeks, up to seven days after their time.
 *
 * @param connectionDays records of connections
 * @param sessionDays sessions that ended
 * @param authenticationDays attempts to sign on
 * @param auditDays who changed what
 * @param mailDays mails and what became of them
 * @param requestDays rights that were asked for, since somebody decided
 */
public record HistorySettings(
        int connectionDays,
        int sessionDays,
        int authenticationDays,
        int auditDays,
        int mailDays,
        int requestDays) {

    private static final int A_CENTURY = 36_525;

    /** Reads {@code passerelle.history.*}. */
    public static HistorySettings read(SettingsReader settings) {
        return new HistorySettings(
                settings.integer("passerelle.history.connection-days", 365, 0, A_CENTURY),
                settings.integer("passerelle.history.session-days", 365, 0, A_CENTURY),
                settings.integer("passerelle.history.authentication-days", 90, 0, A_CENTURY),
                settings.integer("passerelle.history.audit-days", 1_095, 0, A_CENTURY),
                settings.integer("passerelle.history.mail-days", 90, 0, A_CENTURY),
                settings.integer("passerelle.history.request-days", 1_095, 0, A_CENTURY));
    }
}
