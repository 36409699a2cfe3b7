/** The policy that nobody is written to at night. */
@NullMarked
package io.ripen.policy.quiet.internal;

import org.jspecify.annotations.NullMarked;
