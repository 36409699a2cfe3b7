/**
 * Sequences and enrollments: the deployed routes, the leads in them, and the lead as a route's body.
 */
@Export
@Version("0.4.0")
@NullMarked
package io.ripen.sequence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
