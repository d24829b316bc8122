/** The timeline and the diagnosis for programs. */
@NullMarked
package io.passerelle.diagnosis.api;

import org.jspecify.annotations.NullMarked;
