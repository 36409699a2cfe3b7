/** Tells listeners of events after the commit: who is installed, what waits for them, and what they failed at. */
@NullMarked
package io.ripen.engine.internal.outbox;

import org.jspecify.annotations.NullMarked;
