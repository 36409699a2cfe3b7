/** The policy that nobody is written to who must not be. */
@NullMarked
package io.ripen.policy.suppression.internal;

import org.jspecify.annotations.NullMarked;
