package io.ripen.accounts.internal;

import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.ApiToken;
import io.ripen.access.ApiTokens;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The keys of programs in the database. Thread-safe. */
@Component
public final class TokenBook implements ApiTokens {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PAGE = 1_000;

    private final Stores stores;

    @Activate
    public TokenBook(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public Made create(Actor by, Draft draft) {
        return Recorded.attempt(stores, by, "token.created", "token:?", () -> make(by, draft));
    }

    private Made make(Actor by, Draft draft) {
        if (by.kind() != Actor.Kind.PERSON) {
            throw new RefusedException("A token makes no other token. Sign in as a person.");
        }
        String name = AccountRules.text("name", draft.name(), LONGEST_NAME, "Say what it is for, such as 'import'.");
        Instant now = stores.clock().instant();
        if (draft.expiresAt() != null && !draft.expiresAt().isAfter(now)) {
            throw new InvalidAccountException(
                    "expiresAt", "The token would end before it began.", "Send a time that is still to come.");
        }
        within(by, draft.team(), draft.role());
        String key = TokenKey.make();
        return stores.transactions().call(work -> {
            if (draft.team() != null) {
                KnownTeams.require(work, stores, "team", List.of(draft.team()));
            }
            ApiToken token = new ApiToken(
                    stores.ids().next(work, IdKind.API_TOKEN),
                    by.account(),
                    name,
                    draft.team(),
                    draft.role(),
                    now,
                    draft.expiresAt(),
                    null);
            stores.apiTokens().insert(work, token, TokenKey.hash(key));
            stores.audit().record(work, Recorded.token(by, "token.created", token));
            return new Made(token, key);
        });
    }

    @Override
    public List<ApiToken> list(Actor by, long after, int limit) {
        AccountId account = by.account();
        int most = Math.min(limit, LONGEST_PAGE);
        return stores.transactions()
                .call(work -> by.admin()
                        ? stores.apiTokens().list(work, after, most)
                        : account == null
                                ? List.<ApiToken>of()
                                : stores.apiTokens().ofAccount(work, account, after, most));
    }

    @Override
    public boolean end(Actor by, long id) {
        return stores.transactions().call(work -> {
            Optional<ApiToken> theirs = stores.apiTokens()
                    .find(work, id)
                    .filter(token ->
                            by.admin() || by.account() != null && by.account().equals(token.account()));
            theirs.ifPresent(token -> stores.audit().record(work, Recorded.token(by, "token.ended", token)));
            return theirs.isPresent() && stores.apiTokens().delete(work, id);
        });
    }

    /** Nobody makes a token that is worth more than they are. */
    private static void within(Actor by, @Nullable TeamId team, @Nullable Role role) {
        if (by.admin() && role != null && team == null) {
            throw new InvalidAccountException(
                    "team",
                    "An admin has no role in any team, so a role alone gives the token none.",
                    "Name the team, or leave the role out for a token that may do everything.");
        }
        Role needed = role == null ? Role.VIEWER : role;
        boolean allowed = team == null ? by.may(needed) : by.may(needed, team);
        if (!allowed) {
            throw new RefusedException("A token may not do more than who makes it: " + by.name() + " is no "
                    + needed.word() + (team == null ? " in any team." : " in team '" + team + "'."));
        }
    }
}
