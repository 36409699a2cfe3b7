package io.ripen.delivery.internal.links;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.tracking.cfg}. */
@ObjectClassDefinition(
        name = "Ripen tracking",
        description = "Links, pixels and unsubscribe addresses in messages, and who counts as a person.")
public @interface TrackingConfig {
    String PID = "io.ripen.tracking";

    @AttributeDefinition(
            description = "What Ripen's addresses begin with as leads see them, such as https://leads.acme.example.")
    String publicUrl() default "http://localhost:8181";

    @AttributeDefinition(description = "Whether links that a template names are tracked.")
    boolean links() default true;

    @AttributeDefinition(description = "Whether the HTML part of an e-mail gets a tracking pixel.")
    boolean opens() default true;

    @AttributeDefinition(
            description = "Whether the HTML part of an e-mail gets a link that no person sees and scanners follow. Spam"
                    + " filters punish it.")
    boolean hiddenLink() default false;

    @AttributeDefinition(
            description = "What is opened or clicked within so many seconds after the sending was a machine.")
    int tooFastSeconds() default 5;

    @AttributeDefinition(
            description =
                    "Three links of a message, or all that it has, within so many seconds were a machine; a click is"
                            + " told only when they are over.")
    int burstSeconds() default 10;

    @AttributeDefinition(
            description = "For how many days a visitor who came by a tracked link is known on your own pages.")
    int visitorDays() default 365;
}
