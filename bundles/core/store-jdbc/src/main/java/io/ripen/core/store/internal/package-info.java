/** How the store talks to the database: transactions, statements, dialects, schema, clock and pool. */
@NullMarked
package io.ripen.core.store.internal;

import org.jspecify.annotations.NullMarked;
