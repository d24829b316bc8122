/**
 * The RADIUS codec: bytes to packets and back, for the server and for clients (RFC 2865, 2866,
 * 2869, 3162, 5080, 5997; 3GPP TS 29.061 section 16). Pure: no sockets, no clock, no store.
 */
@NullMarked
@NamedInterface("wire")
package io.passerelle.sessions.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
