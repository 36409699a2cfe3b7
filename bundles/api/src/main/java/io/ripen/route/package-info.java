/**
 * The plumbing: Camel routes to and from the providers, which an integrator may edit.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.route;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
