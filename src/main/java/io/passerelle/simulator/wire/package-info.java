/** What the simulated terminals and servers say to each other: bytes and records, nothing else. */
@NullMarked
package io.passerelle.simulator.wire;

import org.jspecify.annotations.NullMarked;
