package io.ripen.conversation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.conversation.cfg}. */
@ObjectClassDefinition(name = "Ripen conversation", description = "Who is told when a lead writes.")
public @interface ConversationConfig {
    String PID = "io.ripen.conversation";

    @AttributeDefinition(
            name = "Mail to the owner",
            description = "Whether the contact's owner is told by e-mail when the lead wrote, if the owner is an e-mail"
                    + " address.")
    boolean mailOwner() default true;

    @AttributeDefinition(
            name = "Mail about alarms",
            description = "Who is told by e-mail when sending was paused by the circuit breaker or a provider's answer;"
                    + " empty for the owner of the lead at whom it was seen.")
    String alarmMail() default "";

    @AttributeDefinition(
            name = "Webhooks",
            description =
                    "TEAM=URL, several separated by commas: called by POST with JSON when a lead of the team wrote, and when"
                            + " sending was paused.")
    String[] webhooks() default {};

    @AttributeDefinition(
            name = "Webhook secret",
            description = "When it is set, each call carries X-Ripen-Signature: sha256=HMAC of the body under it.")
    String webhookSecret() default "";

    @AttributeDefinition(
            name = "Targets of webhooks",
            description =
                    "Addresses, ranges (10.0.0.0/8) and names of hosts inside of your own network that webhooks may call,"
                            + " separated by commas; without them only public addresses of the internet.")
    String[] webhookTargets() default {};

    @AttributeDefinition(
            name = "Public address",
            description = "Address under which people reach Ripen, for the link in the mail; empty for none.")
    String publicUrl() default "";
}
