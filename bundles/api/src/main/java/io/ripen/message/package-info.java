/**
 * Messages before they are sent: what a text costs as SMS, what a template says to a lead, a team's own wording of it, and
 * hints on how to write better ones.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.message;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
