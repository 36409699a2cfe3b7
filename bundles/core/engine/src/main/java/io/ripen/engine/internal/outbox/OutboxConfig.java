package io.ripen.engine.internal.outbox;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.outbox.cfg}. */
@ObjectClassDefinition(name = "Ripen outbox", description = "How bundles are told of events after these were taken in.")
public @interface OutboxConfig {
    String PID = "io.ripen.outbox";

    @AttributeDefinition(
            name = "Seconds for one call",
            description =
                    "How long a listener may take for one event, 1 to 600 seconds. Then it is interrupted, and the"
                            + " event is told again later.")
    int call_seconds() default 30;

    @AttributeDefinition(
            name = "Attempts",
            description =
                    "After how many attempts an event that a listener fails at is put into quarantine, 1 to 20. The"
                            + " pauses between them grow from 10 seconds to 6 hours.")
    int attempts() default 8;

    @AttributeDefinition(
            name = "Days until a listener is forgotten",
            description =
                    "After how many days on no node a listener is forgotten, with all that waits for it, 1 to 365.")
    int forget_days() default 7;
}
