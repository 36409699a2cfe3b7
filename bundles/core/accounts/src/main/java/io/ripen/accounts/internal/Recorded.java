package io.ripen.accounts.internal;

import io.ripen.access.Account;
import io.ripen.access.Actor;
import io.ripen.access.ApiToken;
import io.ripen.access.RefusedException;
import io.ripen.audit.Change;
import io.ripen.core.store.Stores;
import io.ripen.team.TeamId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the audit log says of accounts and tokens. */
final class Recorded {
    private Recorded() {}

    /**
     * An account, from what to what.
     *
     * @param before null for a new one
     * @param after null for one that is deleted
     * @param password whether it has another password now
     */
    static Change account(Actor by, @Nullable Account before, @Nullable Account after, boolean password) {
        Account some = after == null ? before : after;
        if (some == null) {
            throw new IllegalArgumentException("Neither what the account was nor what it is was given.");
        }
        Change change = Change.of(
                        by,
                        before == null ? "account.created" : after == null ? "account.deleted" : "account.changed",
                        target(some))
                .value("login", before == null ? null : before.login(), after == null ? null : after.login())
                .value("name", before == null ? null : before.name(), after == null ? null : after.name())
                .personal("email", before == null ? null : before.email(), after == null ? null : after.email())
                .value("admin", before != null && before.admin(), after != null && after.admin())
                .value("roles", roles(before), roles(after))
                .value("disabled", before != null && before.disabled(), after != null && after.disabled());
        return password ? change.secret("password") : change;
    }

    static String target(Account account) {
        return "account:" + account.id();
    }

    static Change token(Actor by, String action, ApiToken token) {
        return Change.of(by, action, "token:" + token.id())
                .in(token.team())
                .with("name", token.name())
                .with(
                        "account",
                        token.account() == null ? "admin" : token.account().toString())
                .with("role", token.role() == null ? null : token.role().word())
                .with(
                        "expiresAt",
                        token.expiresAt() == null ? null : token.expiresAt().toString());
    }

    /** Does it; an attempt that is refused is recorded as well. */
    static <T extends @Nullable Object> T attempt(
            Stores stores, Actor by, String action, String target, Supplier<T> body) {
        try {
            return body.get();
        } catch (RefusedException refused) {
            stores.transactions().call(work -> {
                stores.audit()
                        .record(
                                work,
                                Change.of(by, action, target).with("refused", String.valueOf(refused.getMessage())));
                return true;
            });
            throw refused;
        }
    }

    private static @Nullable Map<String, String> roles(@Nullable Account account) {
        if (account == null || account.roles().isEmpty()) {
            return null;
        }
        Map<String, String> roles = new TreeMap<>();
        account.roles().forEach((TeamId team, io.ripen.access.Role role) -> roles.put(team.value(), role.word()));
        return roles;
    }
}
