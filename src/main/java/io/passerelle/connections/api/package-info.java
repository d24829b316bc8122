/** Connections, open and past, by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.connections.api;
