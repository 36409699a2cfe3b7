/**
 * The one gate that every outgoing message passes, and the messages that it keeps as the truth.
 */
@Export
@Version("0.2.0")
@NullMarked
package io.ripen.delivery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
