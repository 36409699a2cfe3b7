/**
 * Services that lead back to who uses them. Begin with {@link io.ripen.service.LateService}.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.service;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
