/**
 * Events: what happened to a lead. One durable intake, {@link io.ripen.event.Events}, for all of them.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
