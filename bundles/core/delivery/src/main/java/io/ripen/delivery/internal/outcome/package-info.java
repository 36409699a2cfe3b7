/** What a provider's answer leads to besides the message: for the number, the sender, the sequence. */
@NullMarked
package io.ripen.delivery.internal.outcome;

import org.jspecify.annotations.NullMarked;
