package io.ripen.rest.internal.resource;

import io.ripen.rest.internal.login.SignedIn;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** The event types that a sequence can begin by, with the options of each, so that forms can be drawn. */
@SignedIn
@Path("triggers")
@Produces(MediaType.APPLICATION_JSON)
public final class TriggersResource {
    private final Supplier<List<Trigger>> triggers;

    /** @param triggers those that are installed now */
    public TriggersResource(Supplier<List<Trigger>> triggers) {
        this.triggers = triggers;
    }

    @GET
    public List<TriggerDescriptor> list() {
        List<TriggerDescriptor> all = new ArrayList<>();
        triggers.get().forEach(trigger -> all.addAll(trigger.describe()));
        all.sort(Comparator.comparing(TriggerDescriptor::label).thenComparing(TriggerDescriptor::type));
        return all;
    }
}
