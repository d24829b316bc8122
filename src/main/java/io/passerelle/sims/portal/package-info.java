/** SIM cards, their groups and the import of cards, as people see them (M2M-1, M2M-4, M2M-6). */
@NullMarked
@NamedInterface("portal")
package io.passerelle.sims.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
