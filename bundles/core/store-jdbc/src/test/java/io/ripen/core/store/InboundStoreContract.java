package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Messages that came in. */
abstract class InboundStoreContract extends StoreContract {

    InboundStoreContract(TestDatabase database) {
        super(database);
    }

    private InboundRow mail(long id, long contact, String providerId, String body) {
        return new InboundRow(
                id,
                "default",
                contact,
                "email",
                "reply",
                providerId,
                "ann@example.com",
                "us@example.com",
                "Re: Hello",
                body,
                "raw",
                null,
                "token",
                77,
                NOW);
    }

    private long id() {
        return in(work -> stores.ids().next(work, IdKind.INBOUND));
    }

    @Test
    void a_message_is_kept_once_for_each_provider_id_and_the_first_stays() {
        long ann = someContact();
        InboundRow first = mail(id(), ann, "<a@b>", "Yes");
        InboundRow again = mail(id(), ann, "<a@b>", "Changed");
        InboundRow other = mail(id(), ann, "<c@d>", "No");
        run(work ->
                assertThat(stores.inbound().insert(work, List.of(first, again))).isEqualTo(Set.of(first.id())));
        run(work ->
                assertThat(stores.inbound().insert(work, List.of(other, again))).isEqualTo(Set.of(other.id())));
        run(work -> {
            assertThat(stores.inbound().find(work, first.id())).contains(first);
            assertThat(stores.inbound().find(work, again.id())).isEmpty();
            assertThat(stores.inbound().find(work, "email", "<a@b>", "default")).contains(first);
            assertThat(stores.inbound().find(work, "sms", "<a@b>", "default")).isEmpty();
        });
    }

    @Test
    void the_same_message_concerns_each_team_by_itself() {
        long ann = someContact();
        InboundRow ours = mail(id(), ann, "<team@b>", "Yes");
        InboundRow theirs = new InboundRow(
                id(), "north", 0, "email", "other", "<team@b>", null, null, null, "", null, "no date", null, 0, NOW);
        run(work -> assertThat(stores.inbound().insert(work, List.of(ours, theirs)))
                .isEqualTo(Set.of(ours.id(), theirs.id())));
        run(work -> assertThat(stores.inbound().find(work, theirs.id())).contains(theirs));
    }

    @Test
    void messages_of_a_contact_come_page_by_page() {
        long ann = someContact();
        List<InboundRow> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            rows.add(mail(id(), ann, "<page-" + ann + "-" + i + ">", "Line " + i));
        }
        run(work -> stores.inbound().insert(work, rows));
        run(work -> stores.inbound().insert(work, List.of(mail(id(), someContact(), "<other-" + ann + ">", "x"))));
        run(work -> {
            assertThat(stores.inbound().byContact(work, ann, 0, 3)).isEqualTo(rows.subList(0, 3));
            assertThat(stores.inbound().byContact(work, ann, rows.get(2).id(), 3))
                    .isEqualTo(rows.subList(3, 5));
        });
    }

    @Test
    void of_many_that_bring_the_same_message_at_once_one_is_first() throws Exception {
        long ann = someContact();
        List<Callable<Integer>> bringers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bringers.add(() -> {
                long id = id();
                Set<Long> fresh = in(work -> stores.inbound().insert(work, List.of(mail(id, ann, "<same>", "Yes"))));
                return fresh.size();
            });
        }
        assertThat(together(bringers).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(1);
        Optional<InboundRow> kept = in(work -> stores.inbound().find(work, "email", "<same>", "default"));
        assertThat(kept).isPresent();
    }
}
