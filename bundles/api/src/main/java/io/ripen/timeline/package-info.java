/**
 * The timeline: everything that happened to one lead, and why.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.timeline;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
