package io.ripen.benchmarks.stops;

import io.ripen.event.EventListener;
import io.ripen.event.EventReaction;
import io.ripen.testkit.TesterSetup;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/** What is installed beside Ripen itself, and wants to be told of every event. */
enum Bundles {
    NONE("none", (setup, never) -> {}),
    WORKING("one that works", (setup, never) -> setup.listener("works", listener(occurrence -> {}))),
    THROWING(
            "one that throws",
            (setup, never) -> setup.listener("throws", listener(occurrence -> {
                throw new IllegalStateException("No channel #sales");
            }))),
    HANGING("one that hangs", (setup, never) -> setup.listener("hangs", listener(occurrence -> never.await()))),
    ALL("all three, and an older one that hangs in a transaction", (setup, never) -> {
        WORKING.install.accept(setup, never);
        THROWING.install.accept(setup, never);
        HANGING.install.accept(setup, never);
        older(setup, never);
    });

    private final String words;
    private final BiConsumer<TesterSetup, CountDownLatch> install;

    Bundles(String words, BiConsumer<TesterSetup, CountDownLatch> install) {
        this.words = words;
        this.install = install;
    }

    String words() {
        return words;
    }

    /** @param never what hangs waits for */
    TesterSetup into(TesterSetup setup, CountDownLatch never) {
        install.accept(setup, never);
        return setup;
    }

    /** What a listener does. */
    private interface Does {
        void it(EventListener.Occurrence occurrence) throws Exception;
    }

    private static EventListener listener(Does does) {
        return new EventListener() {
            @Override
            public Set<String> types() {
                return Set.of("*");
            }

            @Override
            public void heard(Occurrence occurrence) throws Exception {
                does.it(occurrence);
            }
        };
    }

    @SuppressWarnings("deprecation")
    private static void older(TesterSetup setup, CountDownLatch never) {
        setup.reaction(new EventReaction() {
            @Override
            public Set<String> types() {
                return Set.of("*");
            }

            @Override
            public void react(UnitOfWork work, List<Occurrence> occurrences) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }
}
