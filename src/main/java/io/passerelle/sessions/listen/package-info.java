/**
 * The sockets of RADIUS: UDP and RadSec. Strangers, bad signatures and malformed packets meet
 * silence and a counter; everything here runs on event loops and never waits.
 */
@NullMarked
package io.passerelle.sessions.listen;

import org.jspecify.annotations.NullMarked;
