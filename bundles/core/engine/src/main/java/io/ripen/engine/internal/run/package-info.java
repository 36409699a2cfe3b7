/** The engine's loop: claims what is due, runs segments, sends, settles, moves leads on. */
@NullMarked
package io.ripen.engine.internal.run;

import org.jspecify.annotations.NullMarked;
