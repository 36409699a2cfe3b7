/** Calls out to addresses that are named by somebody whom the operator does not know. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.net;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
