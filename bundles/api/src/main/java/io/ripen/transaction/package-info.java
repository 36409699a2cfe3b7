/**
 * The database transaction as bundles outside of core may see it: opaque, but shareable.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.transaction;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
