/**
 * Channels: how a touch reaches a lead. A new channel is one class that implements {@link io.ripen.channel.Channel}.
 */
@Export
@Version("0.2.0")
@NullMarked
package io.ripen.channel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
