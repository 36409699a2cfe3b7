/** What policies keep in the database. */
@NullMarked
package io.ripen.delivery.internal.kept;

import org.jspecify.annotations.NullMarked;
