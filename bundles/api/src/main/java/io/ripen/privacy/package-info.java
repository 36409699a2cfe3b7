/** What is kept of one person: shown to them, or erased. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.privacy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
