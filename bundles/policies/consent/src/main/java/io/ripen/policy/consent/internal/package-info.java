/** The policy that nobody is written to who forbade it, or who was never asked where asking is required. */
@NullMarked
package io.ripen.policy.consent.internal;

import org.jspecify.annotations.NullMarked;
