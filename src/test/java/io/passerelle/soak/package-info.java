/**
 * Kills and starves a real Passerelle under load and counts what it remembers. The short form is a
 * story of the tests, the long form {@code benchmarks/soak/run}; so everything here needs
 * Passerelle and the JDK only.
 */
@NullMarked
package io.passerelle.soak;

import org.jspecify.annotations.NullMarked;
