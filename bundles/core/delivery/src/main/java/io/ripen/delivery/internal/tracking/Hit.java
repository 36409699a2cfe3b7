package io.ripen.delivery.internal.tracking;

import io.ripen.tracking.Sight;
import java.time.Instant;

/**
 * One use of a tracked address, as it came in.
 *
 * @param link a link's id, or one of the two of {@link io.ripen.core.store.HitRow}
 * @param at business time
 * @param machineAt machine time
 */
record Hit(long message, long link, Sight sight, Instant at, Instant machineAt) {}
