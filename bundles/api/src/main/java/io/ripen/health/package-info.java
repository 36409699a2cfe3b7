/**
 * Health checks: a bundle registers a {@link io.ripen.health.HealthCheck} and appears in {@code GET /api/v1/health}.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
