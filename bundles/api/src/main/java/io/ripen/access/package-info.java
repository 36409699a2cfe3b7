/**
 * Who acts, and what they may do: people with accounts, programs with tokens, and Ripen's own parts.
 *
 * <p>Whoever calls a service on somebody's behalf hands it an {@link io.ripen.access.Actor}; a list takes a
 * {@link io.ripen.access.Scope}, so that it cannot forget the team.
 */
@Export
@Version("0.1.0")
@NullMarked
package io.ripen.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
