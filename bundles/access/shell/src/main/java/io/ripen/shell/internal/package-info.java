/** Commands of the Karaf console, one class for each. */
@NullMarked
package io.ripen.shell.internal;

import org.jspecify.annotations.NullMarked;
