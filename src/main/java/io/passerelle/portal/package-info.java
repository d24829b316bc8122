/**
 * The portal's shell and kit: sign-in, layout, home page, lists, forms, dialogs, live rows. It
 * knows no feature; features bring their pages as {@link io.passerelle.portal.PortalPage} beans.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "accounts", "store"})
package io.passerelle.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
