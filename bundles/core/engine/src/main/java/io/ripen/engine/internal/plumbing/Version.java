package io.ripen.engine.internal.plumbing;

import java.util.List;
import org.apache.camel.CamelContext;

/**
 * One version of a plumbing file. Its routes run until a newer version takes their place; what is inside them then may end in
 * peace, and only after that they are taken down. Thread-safe.
 */
final class Version {
    /** A thread may have looked up the way in and not have gone through yet. */
    private static final int LOOKS_WITHOUT_ANYBODY = 2;

    private final String file;
    private final String xml;
    private final List<String> authorIds;
    private final List<String> routeIds;
    private int inside;
    private boolean closed;
    private int emptyLooks;
    private long replacedNanos;

    /**
     * @param authorIds the routes' ids as the file has them
     * @param routeIds their ids in the context, where two versions of a file may stand side by side
     */
    Version(String file, String xml, List<String> authorIds, List<String> routeIds) {
        this.file = file;
        this.xml = xml;
        this.authorIds = List.copyOf(authorIds);
        this.routeIds = List.copyOf(routeIds);
    }

    String file() {
        return file;
    }

    String xml() {
        return xml;
    }

    List<String> authorIds() {
        return authorIds;
    }

    List<String> routeIds() {
        return routeIds;
    }

    boolean uses(String scheme) {
        return xml.contains("\"" + scheme + ":");
    }

    /** False when the routes are being taken down: look up the way in again. Whoever entered has to {@link #leave}. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        inside++;
        return true;
    }

    synchronized void leave() {
        inside--;
    }

    /** A newer version answers from now on. */
    synchronized void replaced(long nowNanos) {
        replacedNanos = nowNanos;
    }

    synchronized long replacedForNanos(long nowNanos) {
        return nowNanos - replacedNanos;
    }

    /** Lets nobody in any more, if nobody was inside at this look nor at the one before. True when it may be taken down. */
    synchronized boolean closedWhenEmpty(CamelContext context) {
        boolean empty = inside == 0
                && routeIds.stream()
                        .allMatch(id -> context.getInflightRepository().size(id) == 0);
        emptyLooks = empty ? emptyLooks + 1 : 0;
        closed = emptyLooks >= LOOKS_WITHOUT_ANYBODY;
        return closed;
    }

    /** Lets nobody in any more, whoever is inside. */
    synchronized void close() {
        closed = true;
    }
}
