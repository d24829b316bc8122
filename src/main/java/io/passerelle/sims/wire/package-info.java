/** Files of SIM cards, bytes to lines and lines to fields; pure. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("wire")
package io.passerelle.sims.wire;
