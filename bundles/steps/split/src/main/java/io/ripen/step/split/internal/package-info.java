/** Steps that choose a way for the lead. */
@NullMarked
package io.ripen.step.split.internal;

import org.jspecify.annotations.NullMarked;
