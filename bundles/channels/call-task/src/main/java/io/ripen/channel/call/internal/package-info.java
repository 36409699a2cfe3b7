/** Calls: a task for the lead's owner, whose outcome the sequence waits for. */
@NullMarked
package io.ripen.channel.call.internal;

import org.jspecify.annotations.NullMarked;
