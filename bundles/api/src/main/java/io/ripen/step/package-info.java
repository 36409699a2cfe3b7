/**
 * Steps that act at once on our own data. A new step is one class that implements {@link io.ripen.step.Step}.
 */
@Export
@Version("0.3.0")
@NullMarked
package io.ripen.step;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
