package io.ripen.accounts.internal;

import io.ripen.access.Account;
import io.ripen.access.Actor;
import io.ripen.access.ApiToken;
import io.ripen.access.Role;
import io.ripen.access.SignIn;
import io.ripen.core.store.Credentials;
import io.ripen.core.store.Stores;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells who somebody is by what the database knows of them. Asks it each time, so that a change of a role, a password or a token
 * counts at once, on every node. Thread-safe.
 */
@Component
public final class KeptSignIn implements SignIn {
    static final Actor ADMINISTRATOR = new Actor(Actor.Kind.PERSON, null, "admin", true, Map.of());
    private static final int LONGEST = 1_000;
    /** A token's last use is written so often at most. */
    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private final Stores stores;
    private final Passwords passwords;

    @Activate
    public KeptSignIn(@Reference Stores stores, @Reference Passwords passwords) {
        this.stores = stores;
        this.passwords = passwords;
    }

    @Override
    public Optional<Actor> byPassword(String login, String password) {
        return passwords.check(login, password).map(owner -> person(owner.account()));
    }

    @Override
    public Optional<String> known(String login) {
        return passwords.find(login).map(owner -> owner.account().login());
    }

    @Override
    public Optional<Actor> byToken(String key) {
        if (!key.startsWith(TokenKey.PREFIX) || key.length() > LONGEST) {
            return Optional.empty();
        }
        Instant now = stores.clock().instant();
        return stores.transactions().call(work -> {
            Optional<ApiToken> token = stores.apiTokens().byHash(work, TokenKey.hash(key));
            if (token.isEmpty() || isOver(token.get(), now)) {
                return Optional.<Actor>empty();
            }
            @Nullable Account owner = null;
            if (token.get().account() != null) {
                owner = stores.accounts()
                        .find(work, token.get().account())
                        .map(Credentials::account)
                        .filter(account -> !account.disabled())
                        .orElse(null);
                if (owner == null) {
                    return Optional.<Actor>empty();
                }
            }
            Instant last = token.get().lastUsedAt();
            if (last == null || Duration.between(last, now).compareTo(BETWEEN_NOTES) >= 0) {
                stores.apiTokens().used(work, token.get().id(), now);
            }
            return Optional.of(program(token.get(), owner));
        });
    }

    private static boolean isOver(ApiToken token, Instant now) {
        return token.expiresAt() != null && !now.isBefore(token.expiresAt());
    }

    static Actor person(Account account) {
        return new Actor(Actor.Kind.PERSON, account.id(), account.name(), account.admin(), account.roles());
    }

    /** What its account may do now, and of that no more than the token. */
    private static Actor program(ApiToken token, @Nullable Account owner) {
        boolean admin = owner == null || owner.admin();
        String name = "token '" + token.name() + "' of " + (owner == null ? "admin" : owner.name());
        if (admin && token.team() == null && token.role() == null) {
            return new Actor(Actor.Kind.TOKEN, token.account(), name, true, Map.of());
        }
        Map<TeamId, Role> roles = new HashMap<>();
        if (admin && token.team() != null) {
            roles.put(token.team(), token.role() == null ? Role.MANAGER : token.role());
        } else if (owner != null) {
            owner.roles().forEach((team, role) -> {
                if (token.team() == null || token.team().equals(team)) {
                    roles.put(team, least(role, token.role()));
                }
            });
        }
        return new Actor(Actor.Kind.TOKEN, token.account(), name, false, roles);
    }

    private static Role least(Role own, @Nullable Role most) {
        return most == null || most.includes(own) ? own : most;
    }
}
