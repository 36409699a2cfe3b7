/** What every call has in common: problems, limits, bodies. */
@NullMarked
package io.ripen.rest.internal.http;

import org.jspecify.annotations.NullMarked;
