/** The SQL of sessions: what RADIUS observed goes in through journals, lists come out. */
@NullMarked
package io.passerelle.sessions.store;

import org.jspecify.annotations.NullMarked;
