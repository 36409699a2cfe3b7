package io.ripen.sandbox.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Ripen sandbox",
        description = "Stands where Twilio and the mail server are when none is configured; listens on loopback only.")
@interface SandboxConfig {

    @AttributeDefinition(description = "Port of the Twilio API on loopback; 0 takes a free one.")
    int httpPort() default 0;

    @AttributeDefinition(description = "Port of the SMTP server on loopback; 0 takes a free one.")
    int smtpPort() default 0;

    @AttributeDefinition(
            description =
                    "What Ripen's public addresses begin with, the same as the SMS channel's; inbound messages go there.")
    String publicUrl() default "http://localhost:8181";

    @AttributeDefinition(
            description =
                    "Where requests to the public address really go, such as http://127.0.0.1:8181; empty for the same.")
    String localUrl() default "";

    @AttributeDefinition(description = "How many messages are kept for reading back; the oldest are forgotten first.")
    int keepMessages() default 200_000;

    @AttributeDefinition(description = "About how many megabytes of messages are kept at most.")
    int keepMegabytes() default 256;

    @AttributeDefinition(description = "How many seconds the fault SLOW keeps a client waiting.")
    int slowSeconds() default 40;
}
