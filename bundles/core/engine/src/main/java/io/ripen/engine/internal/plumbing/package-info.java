/** The plumbing's own Camel context. */
@NullMarked
package io.ripen.engine.internal.plumbing;

import org.jspecify.annotations.NullMarked;
