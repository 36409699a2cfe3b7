/**
 * Tasks: what people are to do for a lead, such as a call, and what came of it.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
