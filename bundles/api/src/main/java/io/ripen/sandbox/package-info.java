/**
 * The sandbox that stands where Twilio and the mail server are when none is configured.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.sandbox;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
