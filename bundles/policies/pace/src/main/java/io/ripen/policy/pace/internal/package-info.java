/** How fast a sender sends, and how much a team sends in a day. */
@NullMarked
package io.ripen.policy.pace.internal;

import org.jspecify.annotations.NullMarked;
