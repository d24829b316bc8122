/** People by REST. */
@NullMarked
package io.passerelle.people.api;

import org.jspecify.annotations.NullMarked;
