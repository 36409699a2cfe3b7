/** From the request to the first message, and from the reply to the stop. */
@NullMarked
package io.ripen.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
