/**
 * Inbound e-mail: what a mail counts as. {@link io.ripen.mail.MailReader} tells a person's reply from an automatic answer,
 * a bounce and a complaint, and finds the new text in it.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ripen.mail;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
