/** Egress links by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.egress.api;
