/** Nodes by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.nodes.api;
