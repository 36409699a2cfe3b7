package io.ripen.rest.internal.login;

import org.jspecify.annotations.Nullable;

/** The headers of a request, wherever they are read. */
@FunctionalInterface
public interface Headers {
    /** All values of one, joined by commas; null when it is not there. */
    @Nullable String get(String name);
}
