/** Runs begin and end; what is written down about them. */
@NullMarked
package io.ripen.engine.internal.enroll;

import org.jspecify.annotations.NullMarked;
