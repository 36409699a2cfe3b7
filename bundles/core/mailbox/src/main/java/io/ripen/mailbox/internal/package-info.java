/** Takes in mail: finds whose it is, keeps it, and says what happened. */
@NullMarked
package io.ripen.mailbox.internal;

import org.jspecify.annotations.NullMarked;
