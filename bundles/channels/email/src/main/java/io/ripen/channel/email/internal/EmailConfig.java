package io.ripen.channel.email.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(
        name = "Ripen e-mail",
        description = "With no mail server configured, mails go to the built-in sandbox.")
@interface EmailConfig {

    @AttributeDefinition(
            type = AttributeType.PASSWORD,
            description =
                    "The mail server as smtp://user:password@host:port or smtps://…, with special characters of user and password percent-encoded; empty for the sandbox.")
    String url() default "";

    @AttributeDefinition(description = "Sender of the mails, such as Acme <hello@acme.example>.")
    String from() default "";

    @AttributeDefinition(
            description =
                    "Domain whose addresses reply+…@ and bounce+…@ all end in the mailbox that Ripen reads; answers and bounces are then known for certain. Empty for none: answers go to the sender.")
    String inboundDomain() default "";

    @AttributeDefinition(
            description =
                    "Whether a plain connection must change to TLS: offered (if the server offers it), required, or never.")
    String startTls() default "offered";

    @AttributeDefinition(
            description = "How many connections are used at most, and so how many mails are on their way at once.")
    int connections() default 8;

    @AttributeDefinition(description = "How many seconds an unused connection is kept open.")
    int idleSeconds() default 30;

    @AttributeDefinition(
            description = "How many mails go over one connection before it is replaced; 1 keeps none open.")
    int mailsPerConnection() default 100;

    @AttributeDefinition(description = "How many milliseconds a connection may take to be made.")
    int connectTimeoutMillis() default 5_000;

    @AttributeDefinition(
            description =
                    "How many milliseconds a whole attempt may take, below the 30,000 after which it counts as unknown.")
    int timeoutMillis() default 25_000;
}
