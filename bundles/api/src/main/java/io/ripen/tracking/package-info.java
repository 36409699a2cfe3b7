/**
 * Tracking: what the signed addresses in messages stand for, and who used them.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.ripen.tracking;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
