/** Events come in, stop runs and begin them. */
@NullMarked
package io.ripen.engine.internal.intake;

import org.jspecify.annotations.NullMarked;
