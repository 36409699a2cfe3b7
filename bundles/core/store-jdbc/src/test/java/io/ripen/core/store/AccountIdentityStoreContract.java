package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.access.ExternalIdentity;
import io.ripen.core.fixtures.TestDatabase;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who accounts are at other systems. */
abstract class AccountIdentityStoreContract extends StoreContract {
    private static final String ISSUER = "https://login.example.com";

    AccountIdentityStoreContract(TestDatabase database) {
        super(database);
    }

    private AccountId somebody() {
        return in(work -> {
            AccountId id = new AccountId(stores.ids().next(work, IdKind.ACCOUNT));
            Account account = new Account(id, "ann-" + id, "Ann", null, false, Map.of(), false, 1);
            stores.accounts().insert(work, account, null, NOW);
            return id;
        });
    }

    private ExternalIdentity identity(AccountId account, String issuer, String subject) {
        return in(work -> new ExternalIdentity(
                stores.ids().next(work, IdKind.ACCOUNT_IDENTITY), account, issuer, subject, true, NOW, null));
    }

    @Test
    void one_is_found_by_issuer_and_subject_exactly_and_given_once() {
        String subject = UUID.randomUUID().toString();
        AccountId ann = somebody();
        ExternalIdentity kept = identity(ann, ISSUER, subject);
        ExternalIdentity elsewhere = identity(somebody(), "https://other.example.com", subject);
        ExternalIdentity again = identity(somebody(), ISSUER, subject);
        run(work -> {
            assertThat(stores.accountIdentities().insert(work, kept)).isTrue();
            assertThat(stores.accountIdentities().insert(work, elsewhere)).isTrue();
            assertThat(stores.accountIdentities().insert(work, again)).isFalse();
        });
        run(work -> {
            assertThat(stores.accountIdentities().find(work, ISSUER, subject)).contains(kept);
            assertThat(stores.accountIdentities().find(work, ISSUER, subject + " "))
                    .isEmpty();
            assertThat(stores.accountIdentities().find(work, ISSUER + "/", subject))
                    .isEmpty();
            stores.accountIdentities().signedIn(work, kept.id(), NOW);
        });
        run(work -> assertThat(stores.accountIdentities()
                        .find(work, ISSUER, subject)
                        .orElseThrow()
                        .lastSignInAt())
                .isEqualTo(NOW));
    }

    @Test
    void they_belong_to_their_account_and_go_with_it() {
        AccountId ann = somebody();
        ExternalIdentity first = identity(ann, ISSUER, "first of " + ann);
        ExternalIdentity second = identity(ann, ISSUER, "second of " + ann);
        run(work -> {
            stores.accountIdentities().insert(work, first);
            stores.accountIdentities().insert(work, second);
            assertThat(stores.accountIdentities().ofAccount(work, ann, 9)).containsExactly(first, second);
            assertThat(stores.accountIdentities().ofAccount(work, ann, 1)).containsExactly(first);
        });
        AccountId bea = somebody();
        run(work -> {
            assertThat(stores.accountIdentities().delete(work, bea, first.id()))
                    .as("another's")
                    .isFalse();
            assertThat(stores.accountIdentities().delete(work, ann, first.id())).isTrue();
            stores.accounts().delete(work, ann);
        });
        run(work -> assertThat(stores.accountIdentities().find(work, ISSUER, second.subject()))
                .isEmpty());
    }
}
