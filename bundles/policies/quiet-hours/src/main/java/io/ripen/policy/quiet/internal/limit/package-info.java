/** What the law says about hours, as data that an admin can replace while everything runs. */
@NullMarked
package io.ripen.policy.quiet.internal.limit;

import org.jspecify.annotations.NullMarked;
