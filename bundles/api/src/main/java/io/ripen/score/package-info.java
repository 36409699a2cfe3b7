/**
 * Lead scores: how they fade, and what marks a lead as ready for sales.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.score;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
