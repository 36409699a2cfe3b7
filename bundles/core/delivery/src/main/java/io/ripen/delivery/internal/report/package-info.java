/** What comes back and what is asked: callbacks, lists of messages, health. */
@NullMarked
package io.ripen.delivery.internal.report;

import org.jspecify.annotations.NullMarked;
