/** Mobile operators by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.operators.api;
