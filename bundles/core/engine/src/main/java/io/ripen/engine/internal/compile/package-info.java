/** Sequences as they run: cut at their durable points into segments. */
@NullMarked
package io.ripen.engine.internal.compile;

import org.jspecify.annotations.NullMarked;
