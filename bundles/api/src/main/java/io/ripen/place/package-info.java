/** Where a lead is. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.place;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
