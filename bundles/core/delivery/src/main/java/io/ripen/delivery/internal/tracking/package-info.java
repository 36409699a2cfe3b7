/** What comes back by tracked addresses: opens, clicks, unsubscribing; judged, told as events, counted. */
@NullMarked
package io.ripen.delivery.internal.tracking;

import org.jspecify.annotations.NullMarked;
