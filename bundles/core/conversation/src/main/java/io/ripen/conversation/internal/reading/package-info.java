/** Reads what a lead's text asks for. */
@NullMarked
package io.ripen.conversation.internal.reading;

import org.jspecify.annotations.NullMarked;
