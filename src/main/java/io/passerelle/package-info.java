/** Puts the modules together and starts them. Nothing of the business is here. */
@org.jspecify.annotations.NullMarked
package io.passerelle;
