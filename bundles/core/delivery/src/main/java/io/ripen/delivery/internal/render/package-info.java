/** From a template and a lead to the text of a message. Knows nothing of states and channels. */
@NullMarked
package io.ripen.delivery.internal.render;

import org.jspecify.annotations.NullMarked;
