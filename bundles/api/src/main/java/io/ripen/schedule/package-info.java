/**
 * Work that is repeated: {@link io.ripen.schedule.RepeatedTask} never dies of what its work throws, and knows when it last
 * ran, so that {@code GET /api/v1/health} can tell of one that does not run any more.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.schedule;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
