/** What is sent to and comes from mobile operators, and who proves to have sent it. Pure. */
@NullMarked
package io.passerelle.operators.wire;

import org.jspecify.annotations.NullMarked;
