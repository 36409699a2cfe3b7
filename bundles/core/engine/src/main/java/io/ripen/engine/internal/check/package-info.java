/** Reads a sequence's XML strictly and says everything that is wrong with it, with place and cure. */
@NullMarked
package io.ripen.engine.internal.check;

import org.jspecify.annotations.NullMarked;
