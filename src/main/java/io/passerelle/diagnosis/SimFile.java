package io.passerelle.diagnosis;

import io.passerelle.accounts.AuditEntry;
import io.passerelle.connections.ConnectionRecord;
import io.passerelle.connections.OpenConnection;
import io.passerelle.sessions.Session;
import io.passerelle.sims.Sim;
import io.passerelle.sims.SimRequest;
import io.passerelle.sims.SimStatusChange;
import java.util.List;

/**
 * Everything on one card in one place (M2M-9), at one moment.
 *
 * @param open its open sessions, the latest first
 * @param ended its last sessions, the latest first
 * @param routes those that apply to it now
 * @param carried its connections that are open now, the newest first, a page of them
 * @param recent its last connections, the newest first
 * @param requests the last that were asked for it
 * @param statuses the last changes of its status
 * @param latest its newest events
 * @param errors the newest of those in which it did not get what it wanted
 * @param looks who looked at it last; empty for those who may not know
 */
public record SimFile(
        Sim sim,
        List<Session> open,
        List<Session> ended,
        List<RouteState> routes,
        List<OpenConnection> carried,
        List<ConnectionRecord> recent,
        List<SimRequest> requests,
        List<SimStatusChange> statuses,
        List<TimelineEvent> latest,
        List<TimelineEvent> errors,
        List<AuditEntry> looks) {}
