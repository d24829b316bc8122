/** The REST API as programs meet it: over HTTP, on a whole running Passerelle. */
package io.passerelle.api;
