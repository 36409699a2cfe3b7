/** The calls, one small class for each resource. */
@NullMarked
package io.ripen.rest.internal.resource;

import org.jspecify.annotations.NullMarked;
