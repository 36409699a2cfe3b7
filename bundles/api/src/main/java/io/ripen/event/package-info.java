/**
 * Events: what happened to a lead. One durable intake, {@link io.ripen.event.Events}, for all of them. An
 * {@link io.ripen.event.EventListener} is told of them afterwards.
 */
@Export
@Version("0.2.0")
@NullMarked
package io.ripen.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
