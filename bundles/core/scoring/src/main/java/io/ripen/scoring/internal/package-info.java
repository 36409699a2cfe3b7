/** Lead scores from behaviour, and what happens when one reaches a threshold. */
@NullMarked
package io.ripen.scoring.internal;

import org.jspecify.annotations.NullMarked;
