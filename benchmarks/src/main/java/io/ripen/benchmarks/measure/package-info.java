/** What the programs measure with: a PostgreSQL of their own, processor time, statements, profiles. */
@NullMarked
package io.ripen.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
