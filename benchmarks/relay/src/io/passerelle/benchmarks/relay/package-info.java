/**
 * Passerelle's relay beside HAProxy's TCP mode: the same load, the same server, in turns, in one
 * run.
 */
@org.jspecify.annotations.NullMarked
package io.passerelle.benchmarks.relay;
