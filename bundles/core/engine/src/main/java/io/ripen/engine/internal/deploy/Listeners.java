package io.ripen.engine.internal.deploy;

import io.ripen.engine.internal.compile.DeployedSequences.Listener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of changes. One that fails keeps nobody else from being told, and undoes nothing. Thread-safe. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Listener> all = new CopyOnWriteArrayList<>();

    /** The result takes it away again. */
    Runnable add(Listener listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    void tell(Consumer<Listener> what) {
        for (Listener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException failed) {
                LOG.error("A listener failed; sequences are deployed all the same.", failed);
            }
        }
    }

    void clear() {
        all.clear();
    }
}
