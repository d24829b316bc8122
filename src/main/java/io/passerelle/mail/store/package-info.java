/** The SQL of mails. */
@NullMarked
package io.passerelle.mail.store;

import org.jspecify.annotations.NullMarked;
