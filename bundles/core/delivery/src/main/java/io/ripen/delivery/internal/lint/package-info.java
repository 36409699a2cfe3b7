/** Hints on sequences and templates. Each rule is a method of its own with an id that does not change. */
@NullMarked
package io.ripen.delivery.internal.lint;

import org.jspecify.annotations.NullMarked;
