/**
 * Counts per sequence and step, kept up while the work is done and never found by a scan.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
