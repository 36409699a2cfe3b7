/** The channels and policies that are installed now. */
@NullMarked
package io.ripen.delivery.internal.installed;

import org.jspecify.annotations.NullMarked;
