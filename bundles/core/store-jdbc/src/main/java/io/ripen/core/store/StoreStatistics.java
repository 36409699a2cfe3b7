package io.ripen.core.store;

/**
 * What the database was asked since it was opened; a snapshot.
 *
 * @param statements statements sent by the stores; a batch of arrays is one
 * @param commits transactions committed
 * @param rollbacks transactions rolled back, for whatever reason
 * @param retries transactions begun again after a deadlock or serialization failure
 */
public record StoreStatistics(long statements, long commits, long rollbacks, long retries) {}
