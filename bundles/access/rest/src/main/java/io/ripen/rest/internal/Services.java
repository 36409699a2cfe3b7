package io.ripen.rest.internal;

import io.ripen.rest.internal.http.ErrorAnswers;
import io.ripen.rest.internal.http.Needed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The services behind the API, each as it is now. Trackers and not references, so that the routes stay while a service
 * comes and goes: a whiteboard application that is registered anew answers 404 in between, and a client would take that for
 * an answer. Of two services of one kind a tracker gives the one with the higher ranking, then the lower id.
 */
final class Services implements AutoCloseable {
    private final BundleContext bundle;
    private final List<ServiceTracker<?, ?>> trackers = new ArrayList<>();
    private final List<String> needed = new ArrayList<>();
    private final List<ServiceTracker<?, ?>> neededTrackers = new ArrayList<>();

    Services(BundleContext bundle) {
        this.bundle = bundle;
    }

    /** A service that calls need; 503 while it is away. */
    <T> Needed<T> needed(Class<T> type) {
        ServiceTracker<T, T> tracker = track(type);
        needed.add(type.getSimpleName());
        neededTrackers.add(tracker);
        return orUnavailable(type, tracker);
    }

    /** A service that some calls need and Ripen runs without: 503 for these calls while it is away, and no alarm. */
    <T> Needed<T> optional(Class<T> type) {
        return orUnavailable(type, track(type));
    }

    private static <T> Needed<T> orUnavailable(Class<T> type, ServiceTracker<T, T> tracker) {
        return () -> {
            T service = tracker.getService();
            if (service == null) {
                throw ErrorAnswers.unavailable(
                        "The service '" + type.getSimpleName() + "' is not there now; nothing was changed.");
            }
            return service;
        };
    }

    /** A service that need not be there. */
    <T> Optional<T> now(ServiceTracker<T, T> tracker) {
        return Optional.ofNullable(tracker.getService());
    }

    /** All services of a kind. */
    <T> List<T> all(ServiceTracker<T, T> tracker, T[] none) {
        return Arrays.stream(tracker.getServices(none)).toList();
    }

    /** What the services of a kind say of themselves in a property. */
    static Set<String> values(ServiceTracker<?, ?> tracker, String property) {
        ServiceReference<?>[] references = tracker.getServiceReferences();
        Set<String> values = new TreeSet<>();
        if (references != null) {
            for (ServiceReference<?> reference : references) {
                if (reference.getProperty(property) instanceof String value) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    <T> ServiceTracker<T, T> track(Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(bundle, type, null);
        tracker.open();
        trackers.add(tracker);
        return tracker;
    }

    /** Names of needed services that are away. */
    List<String> missing() {
        List<String> away = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            if (neededTrackers.get(i).getService() == null) {
                away.add(needed.get(i));
            }
        }
        return away.stream().distinct().sorted().toList();
    }

    @Override
    public void close() {
        trackers.forEach(ServiceTracker::close);
    }
}
