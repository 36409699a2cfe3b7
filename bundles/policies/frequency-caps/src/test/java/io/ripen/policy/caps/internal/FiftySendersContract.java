package io.ripen.policy.caps.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.internal.kept.KeptPolicyMemory;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.testkit.Examples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with 25 senders each, over one database. */
abstract class FiftySendersContract {
    private static final int SENDERS = 50;
    private static final int DAYS = 20;
    private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");

    private final String url = url();
    private final List<Stores> nodes = List.of(open(), open());

    /** Address of a new, empty database. */
    abstract String url();

    abstract String user();

    private Stores open() {
        return Stores.open(url, user(), "", 10, StoreOptions.PLAIN);
    }

    @AfterEach
    void close() {
        nodes.forEach(Stores::close);
    }

    @Test
    void oneTextADayHoweverManySendersAskAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(SENDERS);
        ExecutorService pool = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<int[]>> senders = new ArrayList<>();
            for (int s = 0; s < SENDERS; s++) {
                int sender = s;
                senders.add(pool.submit(() -> allowedByDay(sender, together)));
            }
            int[] sent = new int[DAYS];
            for (Future<int[]> each : senders) {
                int[] days = each.get(120, TimeUnit.SECONDS);
                for (int day = 0; day < DAYS; day++) {
                    sent[day] += days[day];
                }
            }
            assertThat(sent).containsOnly(1);
        } finally {
            pool.shutdownNow();
        }
    }

    private int[] allowedByDay(int sender, CyclicBarrier together) throws Exception {
        Stores node = nodes.get(sender % nodes.size());
        FrequencyCapsPolicy policy = new FrequencyCapsPolicy(
                new KeptPolicyMemory(node), null, Examples.configuration(CapsConfig.class, Map.of("preset", "usual")));
        int[] allowed = new int[DAYS];
        for (int day = 0; day < DAYS; day++) {
            together.await(60, TimeUnit.SECONDS);
            Send send = text(1 + day * SENDERS + sender, START.plusSeconds(day * 86_400L + sender));
            Decision decision = node.transactions()
                    .call(work -> policy.decide(List.of(send), work).get(0));
            allowed[day] = decision instanceof Decision.Allow ? 1 : 0;
        }
        return allowed;
    }

    private static Send text(long id, Instant at) {
        return new Send(
                new MessageId(id),
                SendPath.SEQUENCE,
                Examples.TEAM,
                Examples.contact(id, "Ann"),
                "sms",
                AddressKind.PHONE,
                "+12125550101",
                "Hello",
                at,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }
}
