/**
 * Passerelle's RADIUS beside FreeRADIUS: the same load, the same database server, in turns, in one
 * run.
 */
@org.jspecify.annotations.NullMarked
package io.passerelle.benchmarks.radius;
