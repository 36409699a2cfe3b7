/** Where a lead is: which time zones, and under whose law. */
@NullMarked
package io.ripen.policy.quiet.internal.place;

import org.jspecify.annotations.NullMarked;
