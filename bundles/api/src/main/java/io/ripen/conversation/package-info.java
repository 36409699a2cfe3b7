/**
 * Conversations: every message with a lead in one thread, and what a person writes into it by hand.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.conversation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
