/** Files of SIM cards, bytes to lines and lines to fields; pure. */
@org.jspecify.annotations.NullMarked
package io.passerelle.sims.wire;
