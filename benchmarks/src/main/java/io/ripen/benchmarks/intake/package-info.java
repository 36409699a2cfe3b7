/** Events a second, and what many sequences and many conditions cost. */
@NullMarked
package io.ripen.benchmarks.intake;

import org.jspecify.annotations.NullMarked;
