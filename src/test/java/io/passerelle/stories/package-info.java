/**
 * The whole of Passerelle, told by those who use it: nothing is called from inside that somebody
 * outside could do, and every client and server that matters is the real one.
 */
@org.jspecify.annotations.NullMarked
package io.passerelle.stories;
