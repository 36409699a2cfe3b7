/**
 * Triggers: which events enroll a lead. A new trigger is one class that implements {@link io.ripen.trigger.Trigger}.
 */
@Export
@Version("0.2.0")
@NullMarked
package io.ripen.trigger;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
