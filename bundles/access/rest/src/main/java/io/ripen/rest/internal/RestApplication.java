package io.ripen.rest.internal;

import java.util.Set;
import javax.ws.rs.core.Application;

/** The calls and what is around them, as JAX-RS wants them. */
final class RestApplication extends Application {
    private final Set<Object> singletons;

    RestApplication(Set<Object> singletons) {
        this.singletons = singletons;
    }

    @Override
    public Set<Object> getSingletons() {
        return singletons;
    }
}
