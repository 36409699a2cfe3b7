/**
 * Teams: every contact, message and enrollment belongs to one.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.team;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
