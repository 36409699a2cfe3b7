/** Speed and honesty programs: {@code ./benchmarks/run}. */
@NullMarked
package io.ripen.benchmarks;

import org.jspecify.annotations.NullMarked;
