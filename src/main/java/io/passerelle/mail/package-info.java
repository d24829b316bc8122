/** Mails to people: kept until a mail server has taken them, or in a mailbox of our own. */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "store", "accounts", "portal", "api"})
package io.passerelle.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
