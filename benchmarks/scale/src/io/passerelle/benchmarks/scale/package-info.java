/** Passerelle with the data of a large operator: what lists, starts, sign-ons and memory cost. */
package io.passerelle.benchmarks.scale;
