/** What a touch would say, shown and tried, and a team's own words for it. */
@NullMarked
package io.ripen.delivery.internal.preview;

import org.jspecify.annotations.NullMarked;
