/**
 * What tests share: waiting for what happens, free ports, one running application on data of its
 * own, and the actors of the stories (an operator, a network, a terminal, real clients of other
 * makers).
 */
@org.jspecify.annotations.NullMarked
package io.passerelle.testing;
