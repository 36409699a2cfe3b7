/** Reads counters and history for people. */
@NullMarked
package io.ripen.engine.internal.report;

import org.jspecify.annotations.NullMarked;
