/** Mails by REST. */
@NullMarked
package io.passerelle.mail.api;

import org.jspecify.annotations.NullMarked;
