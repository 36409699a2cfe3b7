/** Programs that kill, stop and break, and then count what the sandbox accepted. */
@NullMarked
package io.ripen.benchmarks.honesty;

import org.jspecify.annotations.NullMarked;
