/** Steps that give people something to do for the lead. */
@NullMarked
package io.ripen.step.task.internal;

import org.jspecify.annotations.NullMarked;
