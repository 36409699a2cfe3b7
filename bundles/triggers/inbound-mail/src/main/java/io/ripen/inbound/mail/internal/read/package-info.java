/** Reading of a mail: its parts, what it counts as, what is new in it. Knows nothing of Camel, IMAP or the database. */
@NullMarked
package io.ripen.inbound.mail.internal.read;

import org.jspecify.annotations.NullMarked;
