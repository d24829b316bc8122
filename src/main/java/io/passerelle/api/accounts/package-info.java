/**
 * Organisations, tokens and who one is, by REST: the module {@code accounts} lies below this shell.
 */
@org.jspecify.annotations.NullMarked
package io.passerelle.api.accounts;
