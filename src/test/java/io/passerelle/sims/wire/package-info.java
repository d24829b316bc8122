/** Files of SIM cards, byte by byte. */
package io.passerelle.sims.wire;
