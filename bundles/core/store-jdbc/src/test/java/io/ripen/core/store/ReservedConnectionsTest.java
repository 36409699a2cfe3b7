package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many callers there are, the machine has connections of its own. */
@Timeout(30)
final class ReservedConnectionsTest {
    private static final int CALLERS = 40;

    private final Stores stores = Stores.inMemory(StoreOptions.PLAIN);
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        release.countDown();
        callers.shutdown();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        stores.close();
    }

    @Test
    void aFloodOfCallersDoesNotHoldUpTheMachine() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        for (int i = 0; i < CALLERS; i++) {
            Future<?> unused = callers.submit(() -> stores.transactions().call(work -> {
                four.countDown();
                return await(release);
            }));
        }
        assertThat(four.await(10, TimeUnit.SECONDS)).isTrue();

        int teams = stores.machineTransactions()
                .call(work -> stores.teams().all(work).size());

        assertThat(teams).isEqualTo(1);
        assertThat(release.getCount()).isEqualTo(1);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
