package io.ripen.core.store;

import io.ripen.access.AccountId;
import io.ripen.access.ExternalIdentity;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who accounts are at other systems. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class AccountIdentityStore {
    private static final String SELECT =
            "SELECT id, account_id, issuer, subject, by_groups, since, last_sign_in_at FROM account_identity ";

    AccountIdentityStore() {}

    /** Keeps a new one; false when issuer and subject have an account already. */
    public boolean insert(UnitOfWork work, ExternalIdentity identity) {
        return Sql.of(
                                work,
                                "INSERT INTO account_identity (id, account_id, issuer, subject, by_groups, since,"
                                        + " last_sign_in_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .add(identity.id())
                        .add(identity.account().value())
                        .add(identity.issuer())
                        .add(identity.subject())
                        .add(identity.byGroups())
                        .add(identity.since())
                        .add(identity.lastSignInAt())
                        .update()
                == 1;
    }

    public Optional<ExternalIdentity> find(UnitOfWork work, String issuer, String subject) {
        return Sql.of(work, SELECT + "WHERE issuer = ? AND subject = ?")
                .add(issuer)
                .add(subject)
                .one(AccountIdentityStore::read);
    }

    /** Those of one account, in order of id. */
    public List<ExternalIdentity> ofAccount(UnitOfWork work, AccountId account, int limit) {
        return Sql.of(work, SELECT + "WHERE account_id = ? ORDER BY id LIMIT ?")
                .add(account.value())
                .add(limit)
                .list(AccountIdentityStore::read);
    }

    public void signedIn(UnitOfWork work, long id, Instant at) {
        Sql.of(work, "UPDATE account_identity SET last_sign_in_at = ? WHERE id = ?")
                .add(at)
                .add(id)
                .update();
    }

    public boolean delete(UnitOfWork work, AccountId account, long id) {
        return Sql.of(work, "DELETE FROM account_identity WHERE id = ? AND account_id = ?")
                        .add(id)
                        .add(account.value())
                        .update()
                == 1;
    }

    private static ExternalIdentity read(Row row) throws SQLException {
        return new ExternalIdentity(
                row.id(),
                new AccountId(row.id()),
                row.string(),
                row.string(),
                row.bool(),
                row.time(),
                row.timeOrNull());
    }
}
