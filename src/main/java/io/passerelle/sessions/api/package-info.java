/** Sessions, attempts to sign on and network access servers by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.sessions.api;
