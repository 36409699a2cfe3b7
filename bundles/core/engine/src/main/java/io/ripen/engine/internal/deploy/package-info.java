/** From files and services to the sequences that are deployed. */
@NullMarked
package io.ripen.engine.internal.deploy;

import org.jspecify.annotations.NullMarked;
