/** The REST access: one JAX-RS application at {@code /api/v1}. */
@NullMarked
package io.ripen.rest.internal;

import org.jspecify.annotations.NullMarked;
