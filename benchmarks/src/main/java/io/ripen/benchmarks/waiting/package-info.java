/** What a million waiting leads cost. */
@NullMarked
package io.ripen.benchmarks.waiting;

import org.jspecify.annotations.NullMarked;
