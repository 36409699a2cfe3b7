/** JSON in and out, strict towards what comes in. */
@NullMarked
package io.ripen.rest.internal.json;

import org.jspecify.annotations.NullMarked;
