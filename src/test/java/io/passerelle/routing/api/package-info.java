/** Routes by REST, on a whole running Passerelle. */
package io.passerelle.routing.api;
