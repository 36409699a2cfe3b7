/** Hours of the week in time zones: when they are open, and the moment of the next change, right over every change of the clocks. */
@NullMarked
package io.ripen.policy.quiet.internal.window;

import org.jspecify.annotations.NullMarked;
