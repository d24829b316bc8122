/** SIM cards by REST, on a whole running Passerelle. */
package io.passerelle.sims.api;
