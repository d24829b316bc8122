/** Starts by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.starts.api;
