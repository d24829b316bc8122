/** The SQL of people and their links. */
@NullMarked
package io.passerelle.people.store;

import org.jspecify.annotations.NullMarked;
