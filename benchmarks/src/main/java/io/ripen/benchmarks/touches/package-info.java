/** Touches per second, the product beside other ways of doing the same work. */
@NullMarked
package io.ripen.benchmarks.touches;

import org.jspecify.annotations.NullMarked;
