package io.ripen.conversation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ripen.consent.cfg}. */
@ObjectClassDefinition(name = "Ripen consent", description = "What STOP, HELP and START do.")
public @interface ConsentConfig {
    String PID = "io.ripen.consent";

    @AttributeDefinition(
            name = "Scope of an opt-out",
            description =
                    "'all': who opts out on one channel gets nothing on any; 'channel': only that one ends. A team's"
                            + " setting optOutScope counts more.")
    String opt_out_scope() default "all";

    @AttributeDefinition(
            name = "Provider confirms",
            description = "Whether the SMS provider answers STOP and HELP by itself, so that Ripen must not.")
    boolean provider_confirms() default false;

    @AttributeDefinition(
            name = "Confirmation",
            description =
                    "The one text that confirms a STOP, {business} being the business's name; empty for none. A team's"
                            + " setting optOutConfirmation counts more.")
    String confirmation() default
            "{business}: You are unsubscribed and will get no more messages. Reply START to resubscribe.";

    @AttributeDefinition(
            name = "Answer to HELP",
            description = "The answer to HELP, {business} being the business's name and {contact} the team's setting"
                    + " helpContact; empty for none. A team's setting helpAnswer counts more.")
    String help() default "{business}: For help, {contact}. Reply STOP to opt out.";
}
