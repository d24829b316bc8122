/** The pages about RADIUS: who is online, who was refused and why, who may ask. */
@NullMarked
package io.passerelle.sessions.portal;

import org.jspecify.annotations.NullMarked;
