/** The relay over real loopback sockets. */
@NullMarked
package io.passerelle.relay;

import org.jspecify.annotations.NullMarked;
