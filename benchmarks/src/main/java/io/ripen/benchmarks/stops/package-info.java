/** How long a STOP takes beside bundles that throw or hang. */
@NullMarked
package io.ripen.benchmarks.stops;

import org.jspecify.annotations.NullMarked;
