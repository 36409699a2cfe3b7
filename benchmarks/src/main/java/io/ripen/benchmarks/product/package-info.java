/** The product as the programs start it: in Karaf by the start script, or its core alone in a plain JVM. */
@NullMarked
package io.ripen.benchmarks.product;

import org.jspecify.annotations.NullMarked;
