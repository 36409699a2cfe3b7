/** The gate: what may go out, what was found out, and the states of messages. */
@NullMarked
package io.ripen.delivery.internal.gate;

import org.jspecify.annotations.NullMarked;
