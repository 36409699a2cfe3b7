package io.ripen.service;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * A service that is got when it is needed first, and then held until it is given back: for a component that cannot have it
 * from the beginning, since the service asks for that component itself when it starts.
 *
 * <pre>{@code
 * @Activate
 * public MyReaction(@Reference ComponentServiceObjects<Events> events) {
 *     this.events = new LateService<>(events);
 * }
 *
 * @Deactivate
 * void stop() {
 *     events.close();
 * }
 * }</pre>
 *
 * <p>Got once and given back once, so that the framework's count of its users is right. Thread-safe.
 *
 * @param <T> type of the service
 */
public final class LateService<T> implements Supplier<T>, AutoCloseable {
    private final ComponentServiceObjects<T> objects;
    private final AtomicReference<@Nullable T> held = new AtomicReference<>();
    private volatile boolean closed;

    public LateService(ComponentServiceObjects<T> objects) {
        this.objects = objects;
    }

    /**
     * The service, always the same object.
     *
     * @throws IllegalStateException when it was given back, or is going away
     */
    @Override
    public T get() {
        T there = held.get();
        if (there != null) {
            return there;
        }
        // Without a lock: to get it may start it, and that may come back here.
        T got = closed ? null : objects.getService();
        if (got == null) {
            throw new IllegalStateException(
                    "The service " + objects.getServiceReference() + " is gone. Try again when its bundle is back.");
        }
        if (!held.compareAndSet(null, got)) {
            objects.ungetService(got);
            return get();
        }
        if (closed) {
            giveBack();
        }
        return got;
    }

    /** Whether it is the service behind {@code other}. */
    public boolean isOf(ComponentServiceObjects<?> other) {
        return objects == other || objects.getServiceReference().equals(other.getServiceReference());
    }

    /** Gives the service back. */
    @Override
    public void close() {
        closed = true;
        giveBack();
    }

    private void giveBack() {
        T there = held.getAndSet(null);
        if (there != null) {
            objects.ungetService(there);
        }
    }
}
