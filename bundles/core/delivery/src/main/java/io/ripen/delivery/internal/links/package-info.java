/** Tracked addresses in messages: tokens, targets, and what a message's links become. */
@NullMarked
package io.ripen.delivery.internal.links;

import org.jspecify.annotations.NullMarked;
