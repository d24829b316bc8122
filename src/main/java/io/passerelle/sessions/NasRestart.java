package io.passerelle.sessions;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A network access server starts anew or goes down (RFC 2866 section 5.1, Accounting-On and -Off):
 * none of its sessions is left.
 *
 * @param boxes the addresses of the box; none when it did not tell, and all of the entry are meant
 * @param reason {@link SessionEndReason#NAS_ON} or {@link SessionEndReason#NAS_OFF}
 */
public record NasRestart(UUID nasId, Set<InetAddress> boxes, Instant at, SessionEndReason reason) {}
