package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Targets of tracked links, and what was used of them. */
abstract class LinkStoreContract extends StoreContract {
    private static final LinkTarget PRICING =
            new LinkTarget("pricing", "https://acme.example/pricing?utm_source=a&b=ü");

    LinkStoreContract(TestDatabase database) {
        super(database);
    }

    private HitRow hit(long message, long link) {
        long id = in(work -> stores.ids().next(work, IdKind.HIT));
        return new HitRow(id, message, link, "f", "Firefox", "human", "browser", NOW, NOW, NOW.plusSeconds(10));
    }

    @Test
    void a_target_has_one_id_for_good_and_the_name_belongs_to_it() {
        LinkTarget renamed = new LinkTarget("prices", PRICING.url());
        Map<LinkTarget, Long> first = in(work -> stores.links().keep(work, List.of(PRICING, renamed, PRICING)));
        Map<LinkTarget, Long> again = in(work -> stores.links().keep(work, List.of(renamed, PRICING)));
        assertThat(again).isEqualTo(first);
        assertThat(first.get(PRICING)).isPositive().isNotEqualTo(first.get(renamed));
        run(work -> {
            assertThat(stores.links().find(work, first.get(PRICING))).contains(PRICING);
            assertThat(stores.links().find(work, -7)).isEmpty();
        });
    }

    @Test
    void of_many_that_bring_the_same_targets_at_once_all_get_the_same_ids() throws Exception {
        List<LinkTarget> targets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            targets.add(new LinkTarget("a", "https://acme.example/" + i));
        }
        List<Callable<Map<LinkTarget, Long>>> bringers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<LinkTarget> order = new ArrayList<>(targets);
            java.util.Collections.rotate(order, i);
            bringers.add(() -> in(work -> stores.links().keep(work, order)));
        }
        assertThat(together(bringers)).allMatch(together(bringers.subList(0, 1)).get(0)::equals);
    }

    @Test
    void hits_are_due_once_and_forgotten_when_they_were_judged() {
        HitRow one = hit(1_001, 5);
        HitRow other = hit(1_002, HitRow.PIXEL);
        run(work -> stores.hits().insert(work, List.of(one, other)));
        run(work ->
                assertThat(stores.hits().lockDue(work, NOW.plusSeconds(9), 10)).doesNotContain(one, other));
        run(work -> {
            assertThat(stores.hits().lockDue(work, NOW.plusSeconds(10), 10)).contains(one, other);
            stores.hits().judge(work, List.of(one.judged("machine", "all-links")));
        });
        run(work -> {
            assertThat(stores.hits().lockDue(work, NOW.plusSeconds(10), 10))
                    .contains(other)
                    .doesNotContain(one);
            assertThat(stores.hits().ofMessages(work, List.of(1_001L)))
                    .containsExactly(one.judged("machine", "all-links"));
            stores.hits().forget(work, NOW.plus(Duration.ofDays(1)));
            assertThat(stores.hits().ofMessages(work, List.of(1_001L, 1_002L))).containsExactly(other);
            stores.hits().judge(work, List.of(other));
        });
    }
}
