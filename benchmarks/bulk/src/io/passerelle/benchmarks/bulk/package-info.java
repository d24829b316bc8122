/** Measures what is done to many SIM cards at once. */
@org.jspecify.annotations.NullMarked
package io.passerelle.benchmarks.bulk;
