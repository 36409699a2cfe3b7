/** Pauses a sequence of which too much fails, or too many want no more. */
@NullMarked
package io.ripen.policy.breaker.internal;

import org.jspecify.annotations.NullMarked;
