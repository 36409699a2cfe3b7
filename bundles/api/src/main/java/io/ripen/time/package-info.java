/**
 * Business time, which may run faster than the wall's, and the machine's own time.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.time;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
