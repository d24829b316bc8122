/** Measures consumption at size: what charts take, and what counting costs. */
package io.passerelle.benchmarks.usage;
