/** Tasks of people, the thread with each lead, and what people write and are told. */
@NullMarked
package io.ripen.conversation.internal;

import org.jspecify.annotations.NullMarked;
