/** The page about mails. */
@NullMarked
package io.passerelle.mail.portal;

import org.jspecify.annotations.NullMarked;
