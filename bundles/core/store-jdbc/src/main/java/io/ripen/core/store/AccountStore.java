package io.ripen.core.store;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.access.Role;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People who sign in, and their roles. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class AccountStore {
    private static final String SELECT =
            "SELECT id, login, name, email, admin, disabled, version, password_hash FROM account ";
    private static final String INSERT_ROLES =
            Dialect.insert("membership", "account_id BIGINT, team VARCHAR, role VARCHAR");

    private final String rolesAmong;

    AccountStore(Dialect dialect) {
        rolesAmong = dialect.selectAmong("account_id, team, role", "membership", "account_id", "BIGINT");
    }

    /** How logins are compared. */
    public static String key(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    /** Keeps a new account; false when its login is taken. */
    public boolean insert(UnitOfWork work, Account account, @Nullable String passwordHash, Instant now) {
        int inserted = Sql.of(
                        work,
                        "INSERT INTO account (id, login, login_key, name, email, admin, disabled, password_hash,"
                                + " created_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .add(account.id().value())
                .add(account.login())
                .add(key(account.login()))
                .add(account.name())
                .add(account.email())
                .add(account.admin())
                .add(account.disabled())
                .add(passwordHash)
                .add(now)
                .add(account.version())
                .update();
        if (inserted == 1) {
            insertRoles(work, account);
        }
        return inserted == 1;
    }

    /** Writes an account with its roles; false when it is not at the version before this one any more. */
    public boolean update(UnitOfWork work, Account account, @Nullable String passwordHash) {
        int updated = Sql.of(
                        work,
                        "UPDATE account SET name = ?, email = ?, admin = ?, disabled = ?, password_hash = ?, version = ?"
                                + " WHERE id = ? AND version = ?")
                .add(account.name())
                .add(account.email())
                .add(account.admin())
                .add(account.disabled())
                .add(passwordHash)
                .add(account.version())
                .add(account.id().value())
                .add(account.version() - 1)
                .update();
        if (updated == 1) {
            Sql.of(work, "DELETE FROM membership WHERE account_id = ?")
                    .add(account.id().value())
                    .update();
            insertRoles(work, account);
        }
        return updated == 1;
    }

    public boolean delete(UnitOfWork work, AccountId id) {
        return Sql.of(work, "DELETE FROM account WHERE id = ?").add(id.value()).update() == 1;
    }

    public Optional<Credentials> find(UnitOfWork work, AccountId id) {
        return withRoles(
                        work,
                        Sql.of(work, SELECT + "WHERE id = ?").add(id.value()).list(AccountStore::read))
                .stream()
                .findFirst();
    }

    /** The account with this login, in capitals or not. */
    public Optional<Credentials> byLogin(UnitOfWork work, String login) {
        return withRoles(
                        work,
                        Sql.of(work, SELECT + "WHERE login_key = ?")
                                .add(key(login))
                                .list(AccountStore::read))
                .stream()
                .findFirst();
    }

    /** In order of id, those with greater ids. */
    public List<Account> list(UnitOfWork work, long after, int limit) {
        return withRoles(
                        work,
                        Sql.of(work, SELECT + "WHERE id > ? ORDER BY id LIMIT ?")
                                .add(after)
                                .add(limit)
                                .list(AccountStore::read))
                .stream()
                .map(Credentials::account)
                .toList();
    }

    private static void insertRoles(UnitOfWork work, Account account) {
        List<Map.Entry<TeamId, Role>> roles = List.copyOf(account.roles().entrySet());
        if (!roles.isEmpty()) {
            Sql.of(work, INSERT_ROLES)
                    .longs(roles, each -> account.id().value())
                    .strings(roles, each -> each.getKey().value())
                    .strings(roles, each -> each.getValue().name())
                    .update();
        }
    }

    private List<Credentials> withRoles(UnitOfWork work, List<Credentials> found) {
        if (found.isEmpty()) {
            return found;
        }
        Map<Long, Map<TeamId, Role>> roles = new HashMap<>();
        Sql.of(work, rolesAmong)
                .addLongs(
                        found.stream().map(each -> each.account().id().value()).toList())
                .list(row -> roles.computeIfAbsent(row.id(), none -> new HashMap<>())
                        .put(new TeamId(row.string()), Role.valueOf(row.string())));
        List<Credentials> whole = new ArrayList<>(found.size());
        for (Credentials each : found) {
            Account account = each.account();
            whole.add(new Credentials(
                    new Account(
                            account.id(),
                            account.login(),
                            account.name(),
                            account.email(),
                            account.admin(),
                            roles.getOrDefault(account.id().value(), Map.of()),
                            account.disabled(),
                            account.version()),
                    each.passwordHash()));
        }
        return whole;
    }

    private static Credentials read(Row row) throws SQLException {
        Account account = new Account(
                new AccountId(row.id()),
                row.string(),
                row.string(),
                row.stringOrNull(),
                row.bool(),
                Map.of(),
                row.bool(),
                row.integer());
        return new Credentials(account, row.stringOrNull());
    }
}
