package io.ripen.core.store;

import io.ripen.access.AccountId;
import io.ripen.access.ApiToken;
import io.ripen.access.Role;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys of programs, by their hash. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class ApiTokenStore {
    private static final String SELECT =
            "SELECT id, account_id, name, team, role, created_at, expires_at, last_used_at FROM api_token ";

    ApiTokenStore() {}

    public void insert(UnitOfWork work, ApiToken token, String hash) {
        Sql.of(
                        work,
                        "INSERT INTO api_token (id, account_id, hash, name, team, role, created_at, expires_at)"
                                + " VALUES (?, CAST(NULLIF(?, 0) AS BIGINT), ?, ?, ?, ?, ?, ?)")
                .add(token.id())
                .add(number(token.account()))
                .add(hash)
                .add(token.name())
                .add(token.team() == null ? null : token.team().value())
                .add(token.role() == null ? null : token.role().name())
                .add(token.createdAt())
                .add(token.expiresAt())
                .update();
    }

    public Optional<ApiToken> byHash(UnitOfWork work, String hash) {
        return Sql.of(work, SELECT + "WHERE hash = ?").add(hash).one(ApiTokenStore::read);
    }

    public Optional<ApiToken> find(UnitOfWork work, long id) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(id).one(ApiTokenStore::read);
    }

    /** In order of id, those with greater ids. */
    public List<ApiToken> list(UnitOfWork work, long after, int limit) {
        return Sql.of(work, SELECT + "WHERE id > ? ORDER BY id LIMIT ?")
                .add(after)
                .add(limit)
                .list(ApiTokenStore::read);
    }

    /** Those of one account. */
    public List<ApiToken> ofAccount(UnitOfWork work, AccountId account, long after, int limit) {
        return Sql.of(work, SELECT + "WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?")
                .add(account.value())
                .add(after)
                .add(limit)
                .list(ApiTokenStore::read);
    }

    public boolean delete(UnitOfWork work, long id) {
        return Sql.of(work, "DELETE FROM api_token WHERE id = ?").add(id).update() == 1;
    }

    public void used(UnitOfWork work, long id, Instant at) {
        Sql.of(work, "UPDATE api_token SET last_used_at = ? WHERE id = ?")
                .add(at)
                .add(id)
                .update();
    }

    private static long number(@Nullable AccountId account) {
        return account == null ? 0 : account.value();
    }

    private static ApiToken read(Row row) throws SQLException {
        long id = row.id();
        long account = row.id();
        String name = row.string();
        String team = row.stringOrNull();
        String role = row.stringOrNull();
        return new ApiToken(
                id,
                account == 0 ? null : new AccountId(account),
                name,
                team == null ? null : new TeamId(team),
                role == null ? null : Role.valueOf(role),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull());
    }
}
