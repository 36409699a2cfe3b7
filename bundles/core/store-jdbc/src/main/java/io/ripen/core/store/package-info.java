/**
 * The database as core bundles see it: plain stores whose methods take the open transaction first, lists in, lists out.
 *
 * <p>Begin with {@link io.ripen.core.store.Stores}. Rows are records of plain values ({@code long} ids, {@code String}
 * names): they are read and written by the hundred thousand. Statements are few and take arrays; none of the methods
 * runs one statement per row on PostgreSQL.
 *
 * <p>Order of locks, everywhere: enrollments by id, then contacts by id, then messages by id.
 */
@NullMarked
package io.ripen.core.store;

import org.jspecify.annotations.NullMarked;
