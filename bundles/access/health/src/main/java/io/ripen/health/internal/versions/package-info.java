/** Of several versions of one bundle the newest serves; a patch that is taken away brings back what shipped. */
@NullMarked
package io.ripen.health.internal.versions;

import org.jspecify.annotations.NullMarked;
