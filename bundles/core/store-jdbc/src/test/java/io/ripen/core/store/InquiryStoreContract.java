package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.ContactId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** When leads last inquired. */
abstract class InquiryStoreContract extends StoreContract {
    private static final ContactId ANN = new ContactId(91_001);
    private static final ContactId BOB = new ContactId(91_002);
    private static final ContactId NOBODY = new ContactId(91_003);

    InquiryStoreContract(TestDatabase database) {
        super(database);
    }

    @Test
    void the_newest_inquiry_stays_in_whichever_order_they_come() {
        run(work -> stores.inquiries().keep(work, Map.of(ANN, NOW.plusSeconds(10), BOB, NOW)));
        run(work -> stores.inquiries().keep(work, Map.of(ANN, NOW, BOB, NOW.plusSeconds(60))));
        run(work -> assertThat(stores.inquiries().newest(work, List.of(ANN, BOB, NOBODY)))
                .isEqualTo(Map.of(ANN, NOW.plusSeconds(10), BOB, NOW.plusSeconds(60))));
        run(work -> assertThat(stores.inquiries().newest(work, List.of())).isEmpty());
    }

    @Test
    void many_that_inquire_at_once_do_not_wait_for_each_other_without_end() throws Exception {
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int second = writer;
            writers.add(() -> {
                Map<ContactId, java.time.Instant> all = new HashMap<>();
                for (int i = 0; i < 50; i++) {
                    all.put(new ContactId(92_000 + i), NOW.plusSeconds(second));
                }
                run(work -> stores.inquiries().keep(work, all));
                return true;
            });
        }
        together(writers);
        run(work -> assertThat(stores.inquiries().newest(work, List.of(new ContactId(92_007))))
                .containsValue(NOW.plusSeconds(3)));
    }
}
