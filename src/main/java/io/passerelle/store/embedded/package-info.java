/**
 * PostgreSQL as a child process, from binaries that come as a Maven artefact, and the build step
 * that types its tables. Compiled first in the build: nothing here may import the rest of
 * Passerelle.
 */
@org.jspecify.annotations.NullMarked
package io.passerelle.store.embedded;
