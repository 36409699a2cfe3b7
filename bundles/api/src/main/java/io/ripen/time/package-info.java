/**
 * Business time, which may run faster than the wall's, and the machine's own time; and what times and spans mean on a calendar.
 */
@Export
@Version("0.2.0")
@NullMarked
package io.ripen.time;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
