package io.ripen.rest.internal.http;

/**
 * A service that a call needs and that may be away for a while: at start, while its bundle is updated, while the database
 * cannot be reached. The route stays; a call meanwhile is told to come again.
 */
@FunctionalInterface
public interface Needed<T> {
    /**
     * The service as it is now; ask once per call.
     *
     * @throws ProblemException 503 when it is away
     */
    T get();
}
