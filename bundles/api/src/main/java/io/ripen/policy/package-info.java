/**
 * Policies: who may be written to, and when. A new policy is one class that implements {@link io.ripen.policy.Policy}.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
