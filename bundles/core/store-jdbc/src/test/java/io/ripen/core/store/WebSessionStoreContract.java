package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.core.fixtures.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sessions of people in the console. */
abstract class WebSessionStoreContract extends StoreContract {

    WebSessionStoreContract(TestDatabase database) {
        super(database);
    }

    private AccountId somebody() {
        return in(work -> {
            AccountId id = new AccountId(stores.ids().next(work, IdKind.ACCOUNT));
            Account account = new Account(id, "ann-" + id, "Ann", null, false, Map.of(), false, 1);
            stores.accounts().insert(work, account, "hash", NOW);
            return id;
        });
    }

    private WebSessionRow kept(@Nullable AccountId account, String hash, Instant ends) {
        return in(work -> {
            WebSessionRow row = new WebSessionRow(
                    stores.ids().next(work, IdKind.WEB_SESSION), account, "proof", NOW, NOW, ends, "203.0.113.9", "B");
            stores.webSessions().insert(work, row, hash);
            return row;
        });
    }

    private WebSessionRow kept(@Nullable AccountId account) {
        return kept(account, UUID.randomUUID().toString(), NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void what_is_kept_is_found_by_its_hash_and_changes() {
        AccountId ann = somebody();
        WebSessionRow row = kept(ann, "hash of " + ann, NOW.plusSeconds(9));
        run(work -> {
            assertThat(stores.webSessions().byHash(work, "hash of " + ann)).contains(row);
            assertThat(stores.webSessions().byHash(work, "another")).isEmpty();
            assertThat(stores.webSessions().find(work, row.id())).contains(row);
            stores.webSessions().seen(work, row.id(), NOW.plusSeconds(1));
            stores.webSessions().tie(work, row.id(), "other");
        });
        run(work -> {
            WebSessionRow changed = stores.webSessions().find(work, row.id()).orElseThrow();
            assertThat(changed.lastSeenAt()).isEqualTo(NOW.plusSeconds(1));
            assertThat(changed.proof()).isEqualTo("other");
            assertThat(changed.endsAt()).isEqualTo(NOW.plusSeconds(9));
            stores.webSessions().deleteByHash(work, "hash of " + ann);
            assertThat(stores.webSessions().delete(work, row.id())).isFalse();
        });
    }

    @Test
    void they_are_listed_and_deleted_by_account() {
        AccountId ann = somebody();
        WebSessionRow first = kept(ann);
        WebSessionRow second = kept(ann);
        WebSessionRow bea = kept(somebody());
        WebSessionRow administrator = kept(null);
        run(work -> {
            assertThat(stores.webSessions().ofAccount(work, ann, 9)).containsExactly(second, first);
            assertThat(stores.webSessions().ofAccount(work, ann, 1)).containsExactly(second);
            stores.webSessions().deleteOf(work, ann, first.id());
            assertThat(stores.webSessions().ofAccount(work, ann, 9)).containsExactly(first);
            assertThat(stores.webSessions().ofAccount(work, null, 9)).contains(administrator);
            stores.webSessions().deleteOf(work, null, 0);
            assertThat(stores.webSessions().ofAccount(work, null, 9)).isEmpty();
            assertThat(stores.webSessions().find(work, bea.id())).contains(bea);
        });
    }

    @Test
    void the_oldest_and_the_ended_go() {
        AccountId ann = somebody();
        WebSessionRow first = kept(ann);
        WebSessionRow second = kept(ann);
        WebSessionRow third = kept(ann);
        WebSessionRow ended = kept(somebody(), UUID.randomUUID().toString(), NOW.minusSeconds(1));
        run(work -> {
            stores.webSessions().deleteOldest(work, ann, 3);
            assertThat(stores.webSessions().ofAccount(work, ann, 9)).containsExactly(third, second, first);
            stores.webSessions().deleteOldest(work, ann, 2);
            assertThat(stores.webSessions().ofAccount(work, ann, 9)).containsExactly(third, second);
            stores.webSessions().deleteEnded(work, NOW);
            assertThat(stores.webSessions().find(work, ended.id())).isEmpty();
            assertThat(stores.webSessions().find(work, third.id())).isPresent();
        });
    }

    @Test
    void an_account_takes_its_sessions_along() {
        AccountId ann = somebody();
        WebSessionRow row = kept(ann);
        run(work -> stores.accounts().delete(work, ann));
        run(work -> assertThat(stores.webSessions().find(work, row.id())).isEmpty());
    }
}
