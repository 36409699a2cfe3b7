/** Inbound e-mail: the intake by IMAP, and what each mail does. */
@NullMarked
package io.ripen.inbound.mail.internal;

import org.jspecify.annotations.NullMarked;
