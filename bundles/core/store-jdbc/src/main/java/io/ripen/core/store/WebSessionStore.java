package io.ripen.core.store;

import io.ripen.access.AccountId;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions of people in the console, by the hash of their keys. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class WebSessionStore {
    private static final String SELECT =
            "SELECT id, account_id, proof, created_at, last_seen_at, ends_at, address, browser FROM web_session ";

    WebSessionStore() {}

    public void insert(UnitOfWork work, WebSessionRow session, String hash) {
        Sql.of(
                        work,
                        "INSERT INTO web_session (id, account_id, hash, proof, created_at, last_seen_at, ends_at, address,"
                                + " browser) VALUES (?, CAST(NULLIF(?, 0) AS BIGINT), ?, ?, ?, ?, ?, ?, ?)")
                .add(session.id())
                .add(session.account() == null ? 0 : session.account().value())
                .add(hash)
                .add(session.proof())
                .add(session.createdAt())
                .add(session.lastSeenAt())
                .add(session.endsAt())
                .add(session.address())
                .add(session.browser())
                .update();
    }

    public Optional<WebSessionRow> byHash(UnitOfWork work, String hash) {
        return Sql.of(work, SELECT + "WHERE hash = ?").add(hash).one(WebSessionStore::read);
    }

    public Optional<WebSessionRow> find(UnitOfWork work, long id) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(id).one(WebSessionStore::read);
    }

    /** Those of one account, the newest first. */
    public List<WebSessionRow> ofAccount(UnitOfWork work, @Nullable AccountId account, int limit) {
        return owned(work, SELECT + "WHERE ", account, " ORDER BY id DESC LIMIT ?")
                .add(limit)
                .list(WebSessionStore::read);
    }

    /** Notes that it was used. */
    public void seen(UnitOfWork work, long id, Instant at) {
        Sql.of(work, "UPDATE web_session SET last_seen_at = ? WHERE id = ?")
                .add(at)
                .add(id)
                .update();
    }

    /** Ties it to something else. */
    public void tie(UnitOfWork work, long id, String proof) {
        Sql.of(work, "UPDATE web_session SET proof = ? WHERE id = ?")
                .add(proof)
                .add(id)
                .update();
    }

    public boolean delete(UnitOfWork work, long id) {
        return Sql.of(work, "DELETE FROM web_session WHERE id = ?").add(id).update() == 1;
    }

    public boolean deleteByHash(UnitOfWork work, String hash) {
        return Sql.of(work, "DELETE FROM web_session WHERE hash = ?").add(hash).update() == 1;
    }

    /**
     * Deletes those of one account.
     *
     * @param but the one that stays; 0 for none
     * @return how many there were
     */
    public int deleteOf(UnitOfWork work, @Nullable AccountId account, long but) {
        return owned(work, "DELETE FROM web_session WHERE ", account, " AND id <> ?")
                .add(but)
                .update();
    }

    /** Deletes those of one account but the newest ones. */
    public void deleteOldest(UnitOfWork work, @Nullable AccountId account, int but) {
        List<WebSessionRow> there = ofAccount(work, account, but + 1);
        if (there.size() > but) {
            owned(work, "DELETE FROM web_session WHERE ", account, " AND id <= ?")
                    .add(there.get(but).id())
                    .update();
        }
    }

    /** Deletes those that ended before a time. */
    public void deleteEnded(UnitOfWork work, Instant before) {
        Sql.of(work, "DELETE FROM web_session WHERE ends_at < ?").add(before).update();
    }

    private static Sql owned(UnitOfWork work, String verb, @Nullable AccountId account, String rest) {
        return account == null
                ? Sql.of(work, verb + "account_id IS NULL" + rest)
                : Sql.of(work, verb + "account_id = ?" + rest).add(account.value());
    }

    private static WebSessionRow read(Row row) throws SQLException {
        long id = row.id();
        long account = row.id();
        return new WebSessionRow(
                id,
                account == 0 ? null : new AccountId(account),
                row.string(),
                row.time(),
                row.time(),
                row.time(),
                row.string(),
                row.string());
    }
}
