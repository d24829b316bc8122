/** What the house is held to, so that nobody argues: docs/architecture.md. */
@NullMarked
package io.passerelle.house;

import org.jspecify.annotations.NullMarked;
